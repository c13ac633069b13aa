import { lockRows } from '@heitu/kit/data/only-one';
import type { compensationReserved } from '@heitu/events/payments.compensation-reserved.v1';
import type { refundCompleted } from '@heitu/events/payments.refund-completed.v1';
import type { refundUndone } from '@heitu/events/payments.refund-undone.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { finishRefund } from '../after-sale/settle-after-sale.ts';
import { plus } from '@heitu/kit/data/arithmetic';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { Order, OrderRefund } from './order.entity.ts';
import { noteOverchargeRefunded } from '../charge/refund-overcharges.ts';
import { noteNotRefunded, noteRefunded } from '../recall/note-refunded.ts';
import { orderRefunds } from './order.moves.ts';

type Completed = PayloadOf<typeof refundCompleted>;
type Reserved = PayloadOf<typeof compensationReserved>;

/**
 * Reaction to compensation-reserved: a compensation agreed in a complaint comes out of the same payment, so that what
 * is still promised shrinks where both together would be more than was paid. Payments decides who was first, and pays
 * of the other what is left.
 */
export async function promiseCompensation(
  context: OrdersContext,
  tx: OrdersTransaction,
  { refundKey, orderId, amountFen, atMs: requestedAtMs, dueAtMs }: Reserved,
): Promise<void> {
  // The order's row first: its promises are changed by one at a time.
  await lockRows(tx, Order, { id: orderId });
  if (await tx.em.findOne(OrderRefund, { refundKey })) return;
  const order = await tx.rows
    .selectFrom('Order')
    .select(['paidFen', 'refundDueFen'])
    .where('id', '=', orderId)
    .executeTakeFirst();
  if (!order) return;
  const tooMuchFen = Math.max(order.refundDueFen + amountFen - order.paidFen, 0);
  if (tooMuchFen > (await shrinkPromises(tx, orderId, tooMuchFen))) {
    context.log.error(
      { refundKey, orderId, amountFen },
      'a compensation goes beyond what was paid: it is not counted as a refund of the order',
    );
    return;
  }
  await tx.em.nativeUpdate(Order, { id: orderId }, { refundDueFen: plus('refundDueFen', amountFen - tooMuchFen) });
  const promise = { refundKey, orderId, amountFen, reason: 'compensation', requestedAtMs, dueAtMs } as const;
  await tx.em.insert(OrderRefund, { ...promise, afterSaleId: null });
}

/** A refund has arrived; of a compensation, its promise may not have been heard of before. */
export async function recordRefund(context: OrdersContext, tx: OrdersTransaction, refund: Completed): Promise<void> {
  const { refundKey, orderId, afterSaleId, amountFen, atMs } = refund;
  await promiseCompensation(context, tx, { ...refund, dueAtMs: atMs });
  const promised = await tx.rows
    .selectFrom('OrderRefund')
    .select(['completedAtMs', 'amountFen'])
    .where('refundKey', '=', refundKey)
    .executeTakeFirst();
  if (!promised || promised.completedAtMs !== null) return;
  await orderRefunds.bySystem(context, tx, 'arrive', { refundKey }, { completedAtMs: atMs, amountFen });
  await tx.em.nativeUpdate(
    Order,
    { id: orderId },
    { refundedFen: plus('refundedFen', amountFen), refundDueFen: plus('refundDueFen', amountFen - promised.amountFen) },
  );
  await noteRefunded(tx, { refundKey, orderId, atMs });
  await noteOverchargeRefunded(context, tx, { refundKey, amountFen, atMs });
  if (afterSaleId !== null) await finishRefund(context, tx, afterSaleId);
}

/**
 * Reaction to refund-undone: what was said to have arrived had not, and is owed as before. A request that ended with it
 * stays ended; its refund is on finance's desk.
 */
export async function oweRefundAgain(
  context: OrdersContext,
  tx: OrdersTransaction,
  { refundKey, orderId, amountFen }: PayloadOf<typeof refundUndone>,
): Promise<void> {
  await lockRows(tx, Order, { id: orderId });
  if ((await orderRefunds.bySystem(context, tx, 'undo', { refundKey }, { completedAtMs: null })) === 0) return;
  await tx.em.nativeUpdate(Order, { id: orderId }, { refundedFen: plus('refundedFen', -amountFen) });
  await noteNotRefunded(tx, { refundKey, orderId });
}

/** Takes up to `byFen` off what is promised and has not arrived; answers how much. */
async function shrinkPromises(tx: OrdersTransaction, orderId: string, byFen: number): Promise<number> {
  const open = await tx.rows
    .selectFrom('OrderRefund')
    .select(['refundKey', 'amountFen'])
    .where('orderId', '=', orderId)
    .where('completedAtMs', 'is', null)
    .orderBy('requestedAtMs')
    .orderBy('refundKey')
    .execute();
  // Nothing is changed where it would not suffice.
  if (open.reduce((sum, promise) => sum + promise.amountFen, 0) < byFen) return 0;
  let leftFen = byFen;
  for (const { refundKey, amountFen } of open) {
    const cutFen = Math.min(amountFen, leftFen);
    leftFen -= cutFen;
    if (cutFen > 0) await tx.em.nativeUpdate(OrderRefund, { refundKey }, { amountFen: amountFen - cutFen });
  }
  return byFen;
}
