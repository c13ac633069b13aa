import { chinaDate, chinaDatesBetween } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { MISSED_SHOWN_MAX } from '@heitu/kit/rules/evidence';
import { yuan } from '@heitu/kit/rules/money';
import type { Period } from '../conduct.ts';
import type { OrdersContext } from '../context.ts';
import { CHARGE_FINDINGS, type ChargeKind } from './charge.kinds.ts';

/** What was compared in a period, and what of it was not as marked. */
export interface ChargesCompared {
  /** Days of the period that should have been compared by now, and those that were. */
  days: number;
  daysCompared: number;
  missedDays: string[];
  charges: number;
  equal: number;
  unjudged: number;
  missed: { orderId: string; text: string }[];
}

/** Days belong to a period as they begin in it. */
export async function chargesCompared(
  context: OrdersContext,
  kind: ChargeKind,
  { fromMs, toMs }: Period,
): Promise<ChargesCompared> {
  const [first] = await context.rows.selectFrom('Order').select('placedAtMs').orderBy('placedAtMs').limit(1).execute();
  const dates = first ? datesOf(Math.max(fromMs, first.placedAtMs), Math.min(toMs, context.clock.now())) : [];
  const rows = await context.rows
    .selectFrom('ChargeDay')
    .selectAll()
    .where('date', '>=', chinaDate(fromMs))
    .where('date', '<', chinaDate(toMs))
    .where('comparedAtMs', 'is not', null)
    .execute();
  const compared = new Set(rows.map(({ date }) => date));
  const missedDays = dates.filter((date) => !compared.has(date));
  const sum = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const isGoods = kind === 'goods';
  const charges = sum((row) => (isGoods ? row.lines : row.deliveries));
  const differing = sum((row) => (isGoods ? row.differing : row.deliveriesDiffering));
  const unjudged = sum((row) => (isGoods ? row.unjudged : row.deliveriesUnjudged));
  return {
    days: dates.length,
    daysCompared: dates.length - missedDays.length,
    missedDays: missedDays.slice(0, MISSED_SHOWN_MAX),
    charges,
    equal: charges - differing - unjudged,
    unjudged,
    missed: await missedOf(context, kind, { fromMs, toMs }),
  };
}

/** From the day of a moment on, each day that is over for a whole day: then it should have been compared. */
const datesOf = (fromMs: number, toMs: number): string[] =>
  chinaDatesBetween(chinaDate(fromMs), chinaDate(toMs - 2 * DAY_MS));

async function missedOf(context: OrdersContext, kind: ChargeKind, { fromMs, toMs }: Period) {
  const rows = await context.rows
    .selectFrom('ChargeDifference')
    .select(['orderId', 'orderNumber', 'goods', 'finding', 'chargedFen', 'markedFen'])
    .where('kind', '=', kind)
    .where('date', '>=', chinaDate(fromMs))
    .where('date', '<', chinaDate(toMs))
    .orderBy('id')
    .limit(MISSED_SHOWN_MAX)
    .execute();
  return rows.map(({ orderId, orderNumber, goods, finding, chargedFen, markedFen }) => {
    const marked = markedFen === null ? '' : `，标${yuan(markedFen)}元`;
    const text = `订单 ${orderNumber} ${goods}：${CHARGE_FINDINGS[finding]}，收${yuan(chargedFen)}元${marked}`;
    return { orderId, text };
  });
}
