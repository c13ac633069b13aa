import type { LotStopCause, RecallFacts } from '@heitu/events/catalog.lot-blocked.v1';
import { orderStopped } from '@heitu/events/orders.order-stopped.v1';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { DELIVERED_STATES, WITH_CARRIER_STATES } from '../order/order.lifecycle.ts';
import { gatherRecall } from '../recall/gather-recall.ts';
import { blockLot } from './block-lot.ts';
import { LotStock } from './stock.entity.ts';

export interface StoppedLot {
  lotId: string;
  skuId: string;
  cause: LotStopCause;
  reason: string;
  recallId: string | null;
  lotCode?: string;
  partyId?: string;
  recall?: RecallFacts;
}

/**
 * A lot may not leave, and every order that was filled from it is told of: its parcel goes no further, its buyer is
 * warned. Picking takes the SKU's row as this does, so that an order has either taken from the lot before, and is found
 * here, or does not get it. A lot that was blocked and is then recalled is told of again: what its buyers must do may
 * have changed.
 */
export async function stopLot(context: OrdersContext, tx: OrdersTransaction, lot: StoppedLot): Promise<void> {
  const { lotId, cause, reason: blockedReason, recallId } = lot;
  const isNew = await blockLot(context, tx, lot);
  const isRecall =
    !isNew &&
    recallId !== null &&
    (await tx.em.nativeUpdate(LotStock, { lotId, recallId: null }, { recallId, blockCause: cause, blockedReason })) > 0;
  if (recallId !== null) await gatherRecall(context, tx, { ...lot, recallId });
  if (isNew || isRecall) await tellHolders(context, tx, lotId, cause);
}

/**
 * Where a lot expired, only buyers whose goods are still on their way are told: what was delivered before says its date
 * itself.
 */
async function tellHolders(
  context: OrdersContext,
  tx: OrdersTransaction,
  lotId: string,
  cause: LotStopCause,
): Promise<void> {
  const atMs = context.clock.now();
  const rows = await tx.rows
    .selectFrom('LineLot as t')
    .innerJoin('Order as o', 'o.id', 't.orderId')
    .innerJoin('OrderLine as l', 'l.id', 't.lineId')
    .leftJoin('AfterSale as a', 'a.id', 't.afterSaleId')
    .select([
      'o.id',
      'o.number',
      'o.buyerAccountId',
      'o.partyId',
      'o.state',
      'l.title',
      't.lotCode',
      't.afterSaleId',
      'a.state as exchangeState',
    ])
    .where('t.lotId', '=', lotId)
    .whereRef('t.units', '>', 't.returnedUnits')
    .where('o.state', 'in', [...WITH_CARRIER_STATES, ...DELIVERED_STATES])
    .orderBy('o.id')
    .execute();
  for (const parts of Map.groupBy(rows, ({ id }) => id).values()) {
    const [first] = parts;
    if (!first) continue;
    const { id: orderId, number: orderNumber, buyerAccountId, partyId, title: goods, lotCode } = first;
    const isWithBuyer = (part: (typeof rows)[number]): boolean =>
      part.afterSaleId === null ? DELIVERED_STATES.includes(part.state) : part.exchangeState !== 'exchanging';
    const isDelivered = parts.some(isWithBuyer);
    if (cause === 'expired' && parts.every(isWithBuyer)) continue;
    tx.publish(
      orderStopped,
      { type: 'order', id: orderId },
      { orderId, orderNumber, buyerAccountId, partyId, lotId, lotCode, goods, cause, isDelivered, atMs },
    );
  }
}
