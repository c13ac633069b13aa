import { lotBlocked } from '@heitu/events/catalog.lot-blocked.v1';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { Lot } from './lot.entity.ts';
import { lotLifecycle } from './lot.lifecycle.ts';

/** Stops a lot from being sold, once, in the transaction that found the reason; false where it was stopped already. */
export async function blockLot(context: CatalogContext, tx: CatalogTransaction, lot: { id: string; skuId: string; partyId: string }, reason: string): Promise<boolean> {
  const blocked = await tx.em.nativeUpdate(
    Lot,
    { id: lot.id, state: { $in: [...lotLifecycle.from('block')] } },
    { state: lotLifecycle.to('block'), blockReason: await context.vault.sealText(lot.partyId, reason), blockedAtMs: context.clock.now() },
  );
  if (blocked > 0) tx.publish(lotBlocked, { type: 'lot', id: lot.id }, { lotId: lot.id, skuId: lot.skuId, partyId: lot.partyId, reason, recallId: null });
  return blocked > 0;
}
