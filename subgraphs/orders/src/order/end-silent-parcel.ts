import type { collectionLost } from '@heitu/events/logistics.collection-lost.v1';
import type { shipmentEnded } from '@heitu/events/logistics.shipment-ended.v1';
import { orderLost } from '@heitu/events/orders.order-lost.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { splitFen } from '@heitu/kit/rules/money';
import { afterSales } from '../after-sale/after-sale.moves.ts';
import { closeAfterSale, refundReturnedExchange } from '../after-sale/settle-after-sale.ts';
import { valueFen } from '../after-sale/value-of.ts';
import type { OrderRow, OrdersContext, OrdersTransaction } from '../context.ts';
import { giveUpOn } from '../recall/come-back.ts';
import { closeClaim } from '../claim/close-claim.ts';
import { putBack } from '../stock/put-back.ts';
import { endOrder } from './end-order.ts';
import { orders } from './order.moves.ts';
import { isUnpaidAtDoor } from './order.policy.ts';
import { askPayments, lockedOrder, promiseRefund } from './owe-refund.ts';
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
    const refunded = await refundReturnedExchange(context, tx, order, { isSound: true });
    if (refunded) await unpack(context, tx, order, refunded.id);
  } else if (how === 'lost') await loseOrder(context, tx, order, parcel);
  else if (await endOrder(context, tx, order, { action: 'give-up', reason: 'not-sent-in-time', note: null }))
    await unpack(context, tx, order, null);
}

/** What a carrier's contract with the seller leaves of a loss: where nothing is said, it bears all. */
type Loss = Pick<Ended, 'carrierPartyId' | 'carrierPermille'>;
const WHOLE_PERMILLE = 1000;

/**
 * Divides a loss: what the carrier owes the buyer, and what the seller gives back, told together so that payments
 * divides what is left.
 */
async function divideLoss(
  context: OrdersContext,
  tx: OrdersTransaction,
  order: OrderRow,
  { lostId, lostFen, carrierPermille = WHOLE_PERMILLE }: { lostId: string; lostFen: number } & Partial<Loss>,
) {
  const [carriersFen = 0, rest = 0] = splitFen(lostFen, [carrierPermille, WHOLE_PERMILLE - carrierPermille]);
  const sellersFen = Math.min(rest, order.paidFen - order.refundDueFen);
  const owed = { refundKey: `lost:${lostId}`, amountFen: sellersFen, reason: 'lost', afterSaleId: null } as const;
  return { amountFen: carriersFen, refund: await promiseRefund(context, tx, order, owed) };
}

/** What came back of an order is lost: the carrier owes its buyer, the seller keeps the sale. */
export const loseReturn = (
  context: OrdersContext,
  tx: OrdersTransaction,
  collection: PayloadOf<typeof collectionLost>,
): Promise<void> => loseGoods(context, tx, collection, 'returning');

/**
 * Goods of a request are lost on their way to the seller, or new ones on their way to the buyer: whoever carried them
 * owes the buyer what they were bought for, and the seller refunds what their contract leaves to it (8.6.ci, 6.6.d).
 */
async function loseGoods(
  context: OrdersContext,
  tx: OrdersTransaction,
  { afterSaleId, orderId, ...by }: { afterSaleId: string; orderId: string } & Loss,
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
  const order = await lockedOrder(tx, orderId);
  const { number: orderNumber, buyerAccountId, partyId } = order;
  const lostFen = request.kind === 'exchange' ? await valueFen(tx, afterSaleId) : request.refundFen;
  // What was called back is paid back already.
  if (lostFen === 0) return;
  const owed = await divideLoss(context, tx, order, { lostId: afterSaleId, lostFen, ...by });
  const { carrierPartyId } = by;
  const lost = { orderId, afterSaleId, orderNumber, buyerAccountId, partyId, carrierPartyId, ...owed };
  tx.publish(orderLost, { type: 'order', id: orderId }, { ...lost, isNew: which === 'exchanged' || undefined });
  askPayments(tx, owed.refund);
}

async function loseOrder(
  context: OrdersContext,
  tx: OrdersTransaction,
  { id }: OrderRow,
  { carrierPartyId, carrierPermille = WHOLE_PERMILLE }: Ended,
): Promise<void> {
  // What was paid and what is promised back of it stand from here on.
  const order = await lockedOrder(tx, id);
  await giveUpOn(context, tx, { orderId: order.id, state: 'on-way' }, 'lose');
  const { number, buyerAccountId, partyId } = order;
  // Nobody paid for it: its buyer owes nothing, and the carrier owes its seller, who has lost the goods.
  if (isUnpaidAtDoor(order)) {
    if (!(await endOrder(context, tx, order, { action: 'lose-unpaid', reason: 'lost-unpaid', note: null }))) return;
    await closeClaim(context, tx, order.id, 'lost');
    const [amountFen = 0] = splitFen(order.totalFen, [carrierPermille, WHOLE_PERMILLE - carrierPermille]);
    const of = { orderId: id, afterSaleId: null, orderNumber: number, buyerAccountId, partyId, carrierPartyId };
    tx.publish(orderLost, { type: 'order', id }, { ...of, amountFen, toSeller: true });
    return;
  }
  if ((await orders.bySystem(context, tx, 'lose', { id }, { completedAtMs: context.clock.now() })) === 0) return;
  await closeClaim(context, tx, order.id, 'lost');
  const lostFen = order.paidFen - order.refundDueFen;
  const owed = await divideLoss(context, tx, order, { lostId: id, lostFen, carrierPermille });
  const lost = {
    orderId: id,
    afterSaleId: null,
    orderNumber: number,
    buyerAccountId,
    partyId,
    carrierPartyId,
    ...owed,
    deliveryFen: order.deliveryFen,
    soldLots: await soldLotsOf(tx, id),
  };
  tx.publish(orderLost, { type: 'order', id }, lost);
  askPayments(tx, owed.refund);
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
