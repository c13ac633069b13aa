import { collectionDue } from '@heitu/events/orders.collection-due.v1';
import { minus } from '../arithmetic.ts';
import type { AfterSaleRow, OrderRow, OrdersContext, OrdersTransaction } from '../context.ts';
import { Order, OrderLine } from '../order/order.entity.ts';
import { oweRefund } from '../order/owe-refund.ts';
import { refundDueAtMs } from '../order/order.policy.ts';
import { afterSales } from './after-sale.moves.ts';

/** Nothing is open any longer at this order; a claim that did not end in money leaves its units free for another. */
export async function closeAfterSale(
  tx: OrdersTransaction,
  request: { id: string; orderId: string },
  refunded: boolean,
): Promise<void> {
  await tx.em.nativeUpdate(
    Order,
    { id: request.orderId, openAfterSales: { $gt: 0 } },
    { openAfterSales: minus('openAfterSales', 1) },
  );
  if (refunded) return;
  const lines = await tx.rows
    .selectFrom('AfterSaleLine')
    .select(['lineId', 'units'])
    .where('afterSaleId', '=', request.id)
    .execute();
  for (const { lineId, units } of lines)
    await tx.em.nativeUpdate(OrderLine, { id: lineId }, { claimedUnits: minus('claimedUnits', units) });
}

/** What is written with an answer. */
export const answerOf = async (context: OrdersContext, request: AfterSaleRow, reason: string) => ({
  decidedAtMs: context.clock.now(),
  decisionReason: await context.vault.sealText(request.buyerAccountId, reason),
});

/**
 * The system agrees: what comes back is collected; where nothing does, the money is due at once. Answers false where
 * the request was answered already.
 */
export async function agree(
  context: OrdersContext,
  tx: OrdersTransaction,
  request: AfterSaleRow,
  reason: string,
): Promise<boolean> {
  const { id, orderId, kind } = request;
  const answer = await answerOf(context, request, reason);
  if (kind !== 'refund-only') {
    if ((await afterSales.bySystem(context, tx, 'approve', { id }, answer)) === 0) return false;
    await beginCollection(tx, request);
    return true;
  }
  const due = { ...answer, refundDueAtMs: refundDueAtMs(answer.decidedAtMs) };
  if ((await afterSales.bySystem(context, tx, 'refund', { id }, due)) === 0) return false;
  const order = await tx.rows.selectFrom('Order').selectAll().where('id', '=', orderId).executeTakeFirstOrThrow();
  await payBack(context, tx, order, request);
  return true;
}

/** Agreed: the carrier is to collect what comes back (8.6.ch). */
export async function beginCollection(tx: OrdersTransaction, request: AfterSaleRow): Promise<void> {
  const { kind } = request;
  if (kind === 'refund-only') throw new Error(`after-sale ${request.id}: nothing comes back`);
  const lines = await tx.rows
    .selectFrom('AfterSaleLine')
    .select(['skuId', 'title', 'units', 'accessories'])
    .where('afterSaleId', '=', request.id)
    .orderBy('id')
    .execute();
  tx.publish(
    collectionDue,
    { type: 'after-sale', id: request.id },
    {
      afterSaleId: request.id,
      orderId: request.orderId,
      kind,
      buyerAccountId: request.buyerAccountId,
      partyId: request.partyId,
      carrierPartyId: request.carrierPartyId,
      refundFen: kind === 'return' ? request.refundFen : 0,
      lines,
    },
  );
}

/** A request whose refund comes to nothing (all was given back already) is at its end at once. */
export async function payBack(
  context: OrdersContext,
  tx: OrdersTransaction,
  order: OrderRow,
  request: AfterSaleRow,
): Promise<void> {
  const amountFen = Math.min(request.refundFen, order.paidFen - order.refundDueFen);
  await oweRefund(context, tx, order, {
    refundKey: `after-sale:${request.id}`,
    amountFen,
    reason: request.cause,
    afterSaleId: request.id,
  });
  if (amountFen === 0) await finishRefund(context, tx, request.id);
}

export async function finishRefund(context: OrdersContext, tx: OrdersTransaction, afterSaleId: string): Promise<void> {
  const closed = { closedAtMs: context.clock.now() };
  if ((await afterSales.bySystem(context, tx, 'finish-refund', { id: afterSaleId }, closed)) === 0) return;
  const { id, orderId } = await tx.rows
    .selectFrom('AfterSale')
    .select(['id', 'orderId'])
    .where('id', '=', afterSaleId)
    .executeTakeFirstOrThrow();
  await closeAfterSale(tx, { id, orderId }, true);
}

export async function exchangeDelivered(
  context: OrdersContext,
  tx: OrdersTransaction,
  afterSaleId: string,
): Promise<void> {
  const closed = { closedAtMs: context.clock.now() };
  if ((await afterSales.bySystem(context, tx, 'finish-exchange', { id: afterSaleId }, closed)) === 0) return;
  const { id, orderId } = await tx.rows
    .selectFrom('AfterSale')
    .select(['id', 'orderId'])
    .where('id', '=', afterSaleId)
    .executeTakeFirstOrThrow();
  // The buyer has whole goods again, which may have faults of their own.
  await closeAfterSale(tx, { id, orderId }, false);
}

/**
 * The exchange's parcel was refused and is back: money instead. Answers the request's id, or null where none was under
 * way.
 */
export async function refundReturnedExchange(
  context: OrdersContext,
  tx: OrdersTransaction,
  order: OrderRow,
): Promise<string | null> {
  const request = await tx.rows
    .selectFrom('AfterSale')
    .selectAll()
    .where('orderId', '=', order.id)
    .where('state', '=', 'exchanging')
    .executeTakeFirst();
  if (!request) return null;
  const due = { refundDueAtMs: refundDueAtMs(context.clock.now()) };
  if ((await afterSales.bySystem(context, tx, 'refund', { id: request.id }, due)) === 0) return null;
  await payBack(context, tx, order, request);
  return request.id;
}
