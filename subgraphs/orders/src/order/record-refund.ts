import type { refundCompleted } from '@heitu/events/payments.refund-completed.v1';
import { finishRefund } from '../after-sale/settle-after-sale.ts';
import { plus } from '../arithmetic.ts';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { Order, OrderRefund } from './order.entity.ts';

type Completed = NonNullable<(typeof refundCompleted)['~payload']>;

/**
 * A refund has arrived. One that we did not ask for is a compensation agreed in a complaint: it counts against the same payment,
 * so that what a later after-sale may still give back is right.
 */
export async function recordRefund(context: OrdersContext, tx: OrdersTransaction, refund: Completed): Promise<void> {
  const { refundKey, orderId, afterSaleId, amountFen, atMs } = refund;
  const ours = await tx.rows.selectFrom('OrderRefund').select('completedAtMs').where('refundKey', '=', refundKey).executeTakeFirst();
  if (ours) {
    const completed = await tx.em.nativeUpdate(OrderRefund, { refundKey, completedAtMs: null }, { completedAtMs: atMs });
    if (completed === 0) return;
    await tx.em.nativeUpdate(Order, { id: orderId }, { refundedFen: plus('refundedFen', amountFen) });
    if (afterSaleId !== null) await finishRefund(context, tx, afterSaleId);
    return;
  }
  const { numUpdatedRows } = await tx.rows.updateTable('Order')
    .set((eb) => ({ refundDueFen: eb('refundDueFen', '+', amountFen), refundedFen: eb('refundedFen', '+', amountFen) }))
    .where('id', '=', orderId)
    .where((eb) => eb(eb('refundDueFen', '+', amountFen), '<=', eb.ref('paidFen')))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) {
    context.log.warn({ refundKey, orderId, amountFen }, 'a compensation goes beyond what is left of the payment: it is not counted as a refund of the order');
    return;
  }
  await tx.em.insert(OrderRefund, { refundKey, orderId, afterSaleId, amountFen, reason: 'compensation', requestedAtMs: atMs, dueAtMs: atMs, completedAtMs: atMs });
}
