import type { lotReleased } from '@heitu/events/catalog.lot-released.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { plus } from '@heitu/kit/data/arithmetic';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { lockSkus } from './lock-skus.ts';
import { LotStock, Stock, StockMovement } from './stock.entity.ts';
import { lotStocks } from './stock.moves.ts';

type Released = PayloadOf<typeof lotReleased>;

/**
 * A lot may be sold: its units are on hand and free. A lot that was blocked and is released again becomes sellable
 * again.
 */
export async function receiveLot(context: OrdersContext, tx: OrdersTransaction, lot: Released): Promise<void> {
  const { lotId, lotCode, skuId, productId, shopId, partyId, units, producedOn, expiresOn } = lot;
  await lockSkus(tx, [skuId]);
  const known = await tx.rows.selectFrom('LotStock').select(['onHand']).where('lotId', '=', lotId).executeTakeFirst();
  if (known) {
    const sellable = { blocked: false, blockedReason: null, recallId: null };
    if ((await lotStocks.bySystem(context, tx, 'release', { lotId }, sellable)) > 0)
      await tx.em.nativeUpdate(Stock, { skuId }, { free: plus('free', known.onHand) });
    return;
  }
  await tx.em.insert(LotStock, {
    lotId,
    lotCode,
    skuId,
    partyId,
    onHand: units,
    producedOn,
    expiresOn,
    blocked: false,
  });
  await tx.em.insert(StockMovement, {
    id: context.newId(),
    partyId,
    skuId,
    lotId,
    kind: 'inbound',
    unitsIn: units,
    unitsOut: 0,
    atMs: context.clock.now(),
  });
  const added = await tx.em.nativeUpdate(Stock, { skuId }, { free: plus('free', units) });
  if (added === 0)
    await tx.em.insert(Stock, {
      skuId,
      productId,
      shopId,
      partyId,
      free: units,
      held: 0,
      skuBlocked: false,
      shopBlocked: false,
    });
}
