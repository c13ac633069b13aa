import { lotReleased } from '@heitu/events/catalog.lot-released.v1';
import type { CatalogTransaction } from '../context.ts';
import type { LotRow } from './lot.loader.ts';

/** A lot is sold, for the first time or again: orders has what there is, or what is left of it. */
export function tellReleased(tx: CatalogTransaction, lot: LotRow): void {
  const { id: lotId, code: lotCode, skuId, productId, shopId, partyId, units, producedOn, expiresOn } = lot;
  tx.publish(
    lotReleased,
    { type: 'lot', id: lotId },
    { lotId, lotCode, skuId, productId, shopId, partyId, units, producedOn, expiresOn },
  );
}
