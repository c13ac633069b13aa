import { lotBlocked, type LotStopCause } from '@heitu/events/catalog.lot-blocked.v1';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { lots } from './lot.moves.ts';

export interface LotToStop {
  id: string;
  code: string;
  skuId: string;
  partyId: string;
}
interface Stop {
  cause: Exclude<LotStopCause, 'recalled'>;
  reason: string;
}

/** Stops a lot from being sold, once, in the transaction that found the reason; false where it was stopped already. */
async function stop(
  context: CatalogContext,
  tx: CatalogTransaction,
  action: 'block' | 'hold',
  lot: LotToStop,
  { cause, reason, ...more }: Stop & { holdDueAtMs?: number },
): Promise<boolean> {
  const { id: lotId, code: lotCode, skuId, partyId } = lot;
  const blockReason = await context.vault.sealText(partyId, reason);
  const set = { ...more, blockReason, stopCause: cause, blockedAtMs: context.clock.now() };
  if ((await lots.bySystem(context, tx, action, { id: lotId }, set)) === 0) return false;
  tx.publish(lotBlocked, { type: 'lot', id: lotId }, { lotId, lotCode, skuId, partyId, cause, reason, recallId: null });
  return true;
}

/** For good. */
export const blockLot = (
  context: CatalogContext,
  tx: CatalogTransaction,
  lot: LotToStop,
  cause: Stop['cause'],
  reason: string,
): Promise<boolean> => stop(context, tx, 'block', lot, { cause, reason });

/** Until somebody has decided. */
export const holdLot = (
  context: CatalogContext,
  tx: CatalogTransaction,
  lot: LotToStop,
  why: Stop & { holdDueAtMs: number },
): Promise<boolean> => stop(context, tx, 'hold', lot, why);
