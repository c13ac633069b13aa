import { lockRows } from '@heitu/kit/data/only-one';
import type { shipmentDelivered } from '@heitu/events/logistics.shipment-delivered.v1';
import type { shipmentStopped } from '@heitu/events/logistics.shipment-stopped.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { refundReturnedExchange } from '../after-sale/settle-after-sale.ts';
import type { OrderRow, OrdersContext, OrdersTransaction } from '../context.ts';
import { endOrder } from '../order/end-order.ts';
import { unpack } from '../order/end-silent-parcel.ts';
import { Order } from '../order/order.entity.ts';
import { WITH_CARRIER_STATES } from '../order/order.lifecycle.ts';
import { oweRefund } from '../order/owe-refund.ts';
import { callDueAtMs } from './recall.policy.ts';
import { RecallRow } from './recall.entity.ts';
import { recallRows } from './recall.moves.ts';

/**
 * Logistics has stopped a parcel of a recalled lot, and says who had it at that moment. What its seller still has is
 * never sent: the order ends. What is under way turns round, and its buyer waits for no parcel: all that was paid goes
 * back at once.
 */
export async function turnRound(
  context: OrdersContext,
  tx: OrdersTransaction,
  { orderId, afterSaleId, holder, cause }: PayloadOf<typeof shipmentStopped>,
): Promise<void> {
  if (cause !== 'recalled') return;
  // The order's row first: what is promised of it is changed by one at a time.
  await lockRows(tx, Order, { id: orderId });
  const order = await tx.rows.selectFrom('Order').selectAll().where('id', '=', orderId).executeTakeFirst();
  if (!order) return;
  if (afterSaleId) {
    // What replaces a return is paid back when it is known to be back, and at once where it never left.
    if (holder !== 'seller') return;
    const refunded = await refundReturnedExchange(context, tx, order, { isSound: true });
    if (refunded) await unpack(context, tx, order, refunded.id);
    return;
  }
  if (holder === 'carrier') return refundAtOnce(context, tx, order);
  if (await endOrder(context, tx, order, { action: 'recall', reason: 'recalled', note: null })) {
    await noteRefund(tx, order, `cancel:${orderId}`);
    await unpack(context, tx, order, null);
  }
}

/** Where somebody on its way may be liable for the parcel, that is decided first (settle-claim.ts). */
async function refundAtOnce(context: OrdersContext, tx: OrdersTransaction, order: OrderRow): Promise<void> {
  if (![...WITH_CARRIER_STATES, 'coming-back'].includes(order.state)) return;
  const claim = await tx.rows.selectFrom('OrderClaim').select('id').where('id', '=', order.id).executeTakeFirst();
  if (claim) return;
  const refundKey = `recall:${order.id}`;
  const amountFen = order.paidFen - order.refundDueFen;
  await oweRefund(context, tx, order, { refundKey, amountFen, reason: 'recalled', afterSaleId: null });
  if (amountFen > 0) await noteRefund(tx, order, refundKey);
}

/** Which refund pays the rows of an order's own parcel, and how much of it is theirs. */
async function noteRefund(tx: OrdersTransaction, order: OrderRow, refundKey: string): Promise<void> {
  if (order.paidFen === 0) return;
  const rows = await tx.rows
    .selectFrom('RecallRow as r')
    .innerJoin('OrderLine as l', 'l.id', 'r.lineId')
    .select(['r.id', 'r.units', 'l.unitFen'])
    .where('r.orderId', '=', order.id)
    .where('r.refundKey', 'is', null)
    .execute();
  for (const { id, units, unitFen } of rows)
    await tx.em.nativeUpdate(RecallRow, { id }, { refundKey, refundFen: units * unitFen });
}

/** It was signed for before it could be stopped: its buyer has it, and is asked and paid like the others. */
export async function findDelivered(
  context: OrdersContext,
  tx: OrdersTransaction,
  { orderId, afterSaleId }: PayloadOf<typeof shipmentDelivered>,
): Promise<void> {
  const rows = await tx.rows
    .selectFrom('RecallRow as r')
    .innerJoin('RecallCase as c', 'c.id', 'r.caseId')
    .innerJoin('LineLot as t', 't.id', 'r.lineLotId')
    .select(['r.id', 'c.level'])
    .where('r.orderId', '=', orderId)
    .where('r.state', '=', 'on-way')
    .where('t.afterSaleId', afterSaleId === null ? 'is' : '=', afterSaleId)
    .execute();
  const nowMs = context.clock.now();
  for (const { id, level } of rows)
    await recallRows.bySystem(context, tx, 'arrive', { id }, { dueAtMs: callDueAtMs(nowMs, level), refundAtMs: nowMs });
}
