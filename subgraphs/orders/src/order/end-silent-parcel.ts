import type { collectionLost } from '@heitu/events/logistics.collection-lost.v1';
import type { shipmentEnded } from '@heitu/events/logistics.shipment-ended.v1';
import { orderLost } from '@heitu/events/orders.order-lost.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { afterSales } from '../after-sale/after-sale.moves.ts';
import { closeAfterSale, refundReturnedExchange } from '../after-sale/settle-after-sale.ts';
import type { OrderRow, OrdersContext, OrdersTransaction } from '../context.ts';
import { giveUpOn } from '../recall/come-back.ts';
import { closeClaim } from '../claim/close-claim.ts';
import { putBack } from '../stock/put-back.ts';
import { endOrder } from './end-order.ts';
import { orders } from './order.moves.ts';
import { soldLotsOf } from './sold-lots.ts';

type Ended = PayloadOf<typeof shipmentEnded>;

/**
 * A parcel that nobody moved has ended. Never fetched: the buyer is paid back, the goods are in the seller's stock
 * again. Lost: whoever had it owes the buyer (payments), and the seller is settled. An exchange that was never fetched
 * ends in a refund.
 */
export async function endSilentParcel(context: OrdersContext, tx: OrdersTransaction, parcel: Ended): Promise<void> {
  const { orderId, afterSaleId, how } = parcel;
  const order = await tx.rows.selectFrom('Order').selectAll().where('id', '=', orderId).executeTakeFirst();
  if (!order) return;
  if (afterSaleId !== null && how === 'lost') {
    await loseGoods(context, tx, { ...parcel, afterSaleId }, 'exchanged');
  } else if (afterSaleId !== null) {
    const refundedId = await refundReturnedExchange(context, tx, order);
    if (refundedId !== null) await unpack(context, tx, order, refundedId);
  } else if (how === 'lost') await loseOrder(context, tx, order, parcel);
  else if (await endOrder(context, tx, order, { action: 'give-up', reason: 'not-sent-in-time', note: null }))
    await unpack(context, tx, order, null);
}

/** What came back of an order is lost: the carrier owes its buyer, the seller keeps the sale. */
export const loseReturn = (
  context: OrdersContext,
  tx: OrdersTransaction,
  collection: PayloadOf<typeof collectionLost>,
): Promise<void> => loseGoods(context, tx, collection, 'returning');

/**
 * Goods of a request are lost on their way to the seller, or new ones on their way to the buyer: whoever carried them
 * owes the buyer what they were bought for, and the seller refunds nothing (8.6.ci, 6.6.d).
 */
async function loseGoods(
  context: OrdersContext,
  tx: OrdersTransaction,
  { afterSaleId, orderId, carrierPartyId }: { afterSaleId: string; orderId: string; carrierPartyId: string },
  which: 'returning' | 'exchanged',
): Promise<void> {
  const closedAtMs = context.clock.now();
  const written = { closedAtMs, waitDueAtMs: null };
  const state = which === 'exchanged' ? 'exchanging' : { $ne: 'exchanging' as const };
  if ((await afterSales.bySystem(context, tx, 'lose', { id: afterSaleId, state }, written)) === 0) return;
  const request = await tx.rows
    .selectFrom('AfterSale')
    .selectAll()
    .where('id', '=', afterSaleId)
    .executeTakeFirstOrThrow();
  await giveUpOn(context, tx, { returnId: afterSaleId }, 'lose');
  await closeAfterSale(context, tx, request, true);
  const order = await tx.rows.selectFrom('Order').selectAll().where('id', '=', orderId).executeTakeFirstOrThrow();
  const { number: orderNumber, buyerAccountId, partyId } = order;
  const amountFen = request.kind === 'exchange' ? await valueFen(tx, afterSaleId) : request.refundFen;
  const lost = { orderId, afterSaleId, orderNumber, buyerAccountId, partyId, carrierPartyId, amountFen };
  // What was called back is paid back already.
  if (amountFen === 0) return;
  tx.publish(orderLost, { type: 'order', id: orderId }, { ...lost, isNew: which === 'exchanged' || undefined });
}

/** What the claimed units were bought for. */
async function valueFen(tx: OrdersTransaction, afterSaleId: string): Promise<number> {
  const lines = await tx.rows
    .selectFrom('AfterSaleLine as c')
    .innerJoin('OrderLine as l', 'l.id', 'c.lineId')
    .select(['c.units', 'l.quantity', 'l.totalFen'])
    .where('c.afterSaleId', '=', afterSaleId)
    .execute();
  return lines.reduce((sum, { units, quantity, totalFen }) => sum + Math.floor((totalFen * units) / quantity), 0);
}

async function loseOrder(
  context: OrdersContext,
  tx: OrdersTransaction,
  order: OrderRow,
  { carrierPartyId }: Ended,
): Promise<void> {
  await giveUpOn(context, tx, { orderId: order.id, state: 'on-way' }, 'lose');
  // Nobody paid for it: its buyer owes nothing, and what the carrier owes the seller is between the two.
  if (order.payment === 'at-door' && order.paidFen === 0) {
    await endOrder(context, tx, order, { action: 'lose-unpaid', reason: 'lost-unpaid', note: null });
    return;
  }
  const { id, number, buyerAccountId, partyId } = order;
  if ((await orders.bySystem(context, tx, 'lose', { id }, { completedAtMs: context.clock.now() })) === 0) return;
  await closeClaim(context, tx, order.id, 'lost');
  const amountFen = order.paidFen - order.refundDueFen;
  const lost = {
    orderId: id,
    afterSaleId: null,
    orderNumber: number,
    buyerAccountId,
    partyId,
    carrierPartyId,
    amountFen,
    deliveryFen: order.deliveryFen,
    soldLots: await soldLotsOf(tx, id),
  };
  tx.publish(orderLost, { type: 'order', id }, lost);
}

/** What was packed has never left its seller: it goes back to its lots. */
export async function unpack(
  context: OrdersContext,
  tx: OrdersTransaction,
  { id, partyId }: OrderRow,
  afterSaleId: string | null,
): Promise<void> {
  const packed = await tx.rows
    .selectFrom('LineLot')
    .select(({ fn }) => ['lotId', fn.sum<number>('units').as('units')])
    .where('orderId', '=', id)
    .where('afterSaleId', afterSaleId === null ? 'is' : '=', afterSaleId)
    .groupBy('lotId')
    .execute();
  await putBack(context, tx, {
    orderId: id,
    afterSaleId,
    parcel: afterSaleId === null ? 'first' : { afterSaleId },
    partyId,
    resellable: true,
    wanted: packed.map(({ lotId, units }) => ({ by: 'lotId', id: lotId, units: Number(units) })),
  });
}
