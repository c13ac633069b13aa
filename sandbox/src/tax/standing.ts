import { chinaDate } from '@heitu/kit/rules/calendar';
import { SECOND_MS } from '@heitu/kit/rules/clock';
import type { World } from '../world.ts';

export interface TaxInvoice {
  requestNumber: string;
  number: string | null;
  request: string;
  totalFen: number;
  reason: string | null;
  booked: number;
  finishesAtMs: number;
  createdAtMs: number;
}

/** So long the platform thinks before it issues; the control can have it take longer. */
const DELAY_MS = 2 * SECOND_MS;
export const delayMsOf = (world: World): number => Number(world.store.setting('taxDelayMs') ?? DELAY_MS);
/** The next so many are refused, as the control has said. */
export function takeRefusal(world: World): string | null {
  const left = Number(world.store.setting('taxRefusals') ?? 0);
  if (left <= 0) return null;
  world.store.setSetting('taxRefusals', String(left - 1));
  return world.store.setting('taxRefusal') ?? 'SELLER_QUOTA_EXCEEDED 销售方可用额度不足';
}

/** Two digits of the year, region, channel, serial: 20 digits. */
export const newNumber = (world: World, nowMs: number): string =>
  `${chinaDate(nowMs).slice(2, 4)}231${String(world.store.next('taxNumber')).padStart(15, '0')}`;

export function standingOf(
  world: World,
  row: { number: string | null; reason: string | null; finishesAtMs: number },
): {
  state: 'processing' | 'issued' | 'refused';
  number: string | null;
  issuedAt: string | null;
  reason: string | null;
} {
  const isOver = row.finishesAtMs <= world.clock.now();
  if (!isOver) return { state: 'processing', number: null, issuedAt: null, reason: null };
  if (row.reason !== null) return { state: 'refused', number: null, issuedAt: null, reason: row.reason };
  return { state: 'issued', number: row.number, issuedAt: new Date(row.finishesAtMs).toISOString(), reason: null };
}
