import type { lotUsed } from '@heitu/events/catalog.lot-used.v1';
import { minus } from '@heitu/kit/data/arithmetic';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { lockSkus } from './lock-skus.ts';
import { LotStock, Stock, StockMovement } from './stock.entity.ts';

/**
 * Packs that went into another lot leave the store: at most those that lie there, since some may have been picked
 * meanwhile.
 */
export async function takeUsed(
  context: OrdersContext,
  tx: OrdersTransaction,
  { lotId, skuId, units, intoLotCode }: PayloadOf<typeof lotUsed>,
): Promise<void> {
  await lockSkus(tx, [skuId]);
  const lot = await tx.rows
    .selectFrom('LotStock')
    .select(['partyId', 'onHand', 'blocked'])
    .where('lotId', '=', lotId)
    .executeTakeFirst();
  const unitsOut = Math.min(units, lot?.onHand ?? 0);
  if (!lot || unitsOut === 0) return;
  await tx.em.nativeUpdate(LotStock, { lotId }, { onHand: minus('onHand', unitsOut) });
  await tx.em.insert(StockMovement, {
    id: context.newId(),
    partyId: lot.partyId,
    skuId,
    lotId,
    kind: 'used',
    unitsIn: 0,
    unitsOut,
    note: `做成了批号${intoLotCode}`,
    atMs: context.clock.now(),
  });
  if (!lot.blocked) await tx.em.nativeUpdate(Stock, { skuId }, { free: minus('free', unitsOut) });
}
