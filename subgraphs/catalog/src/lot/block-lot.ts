import { lotBlocked, type LotStopCause } from '@heitu/events/catalog.lot-blocked.v1';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { lots } from './lot.moves.ts';

interface LotToBlock {
  id: string;
  code: string;
  skuId: string;
  partyId: string;
}

/** Stops a lot from being sold, once, in the transaction that found the reason; false where it was stopped already. */
export async function blockLot(
  context: CatalogContext,
  tx: CatalogTransaction,
  lot: LotToBlock,
  cause: Exclude<LotStopCause, 'recalled'>,
  reason: string,
): Promise<boolean> {
  const blockReason = await context.vault.sealText(lot.partyId, reason);
  const set = { blockReason, blockedAtMs: context.clock.now() };
  const blocked = await lots.bySystem(context, tx, 'block', { id: lot.id }, set);
  if (blocked > 0) {
    const { id: lotId, code: lotCode, skuId, partyId } = lot;
    tx.publish(
      lotBlocked,
      { type: 'lot', id: lotId },
      { lotId, lotCode, skuId, partyId, cause, reason, recallId: null },
    );
  }
  return blocked > 0;
}
