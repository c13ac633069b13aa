import { collectionDue } from '@heitu/events/orders.collection-due.v1';
import { minus } from '../arithmetic.ts';
import type { AfterSaleRow, OrderRow, OrdersContext, OrdersTransaction } from '../context.ts';
import { Order, OrderLine } from '../order/order.entity.ts';
import { oweRefund } from '../order/owe-refund.ts';
import { AfterSale } from './after-sale.entity.ts';
import { afterSaleLifecycle, type AfterSaleState } from './after-sale.lifecycle.ts';
import type { Kind } from './after-sale.policy.ts';

type Action = (typeof afterSaleLifecycle.transitions)[number]['action'];
const from = (action: Action): AfterSaleState[] => [...afterSaleLifecycle.from(action)];

/** Moves a request on by one conditional update; false where it was in no state for it. */
export async function step(
  tx: OrdersTransaction,
  id: string,
  action: Action,
  change: Partial<AfterSaleRow> = {},
): Promise<boolean> {
  const moved = await tx.em.nativeUpdate(
    AfterSale,
    { id, state: { $in: from(action) } },
    { ...change, state: afterSaleLifecycle.to(action) },
  );
  return moved > 0;
}

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

/** Agreed: the carrier is to collect (8.6.ch), or, where nothing comes back, the money is due at once. */
export async function approve(
  context: OrdersContext,
  tx: OrdersTransaction,
  request: AfterSaleRow,
  reason: string,
): Promise<boolean> {
  const decided = {
    decidedAtMs: context.clock.now(),
    decisionReason: await context.vault.sealText(request.buyerAccountId, reason),
  };
  const order = await tx.rows
    .selectFrom('Order')
    .selectAll()
    .where('id', '=', request.orderId)
    .executeTakeFirstOrThrow();
  if (request.kind === 'refund-only') {
    if (!(await step(tx, request.id, 'refund', decided))) return false;
    await payBack(context, tx, order, request);
    return true;
  }
  if (!(await step(tx, request.id, 'approve', decided))) return false;
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
      kind: request.kind as Exclude<Kind, 'refund-only'>,
      buyerAccountId: request.buyerAccountId,
      partyId: request.partyId,
      carrierPartyId: request.carrierPartyId,
      refundFen: request.kind === 'return' ? request.refundFen : 0,
      lines,
    },
  );
  return true;
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
  if (!(await step(tx, afterSaleId, 'finish-refund', { closedAtMs: context.clock.now() }))) return;
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
  if (!(await step(tx, afterSaleId, 'finish-exchange', { closedAtMs: context.clock.now() }))) return;
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
  if (!request || !(await step(tx, request.id, 'refund'))) return null;
  await payBack(context, tx, order, request);
  return request.id;
}
