import { refundDue } from '@heitu/events/orders.refund-due.v1';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { OrderRefund } from './order.entity.ts';
import { refundDueBy } from '../contract/agreed-terms.ts';
import type { RefundReason } from './order.policy.ts';

/**
 * Promises money back and asks payments for it. One conditional statement keeps what is promised at or below what was
 * paid; promising more is a bug of the caller, so it throws. An amount of 0 asks for nothing.
 */
export async function oweRefund(
  context: OrdersContext,
  tx: OrdersTransaction,
  order: { id: string; checkoutId: string; partyId: string; buyerAccountId: string },
  refund: { refundKey: string; amountFen: number; reason: RefundReason; afterSaleId: string | null },
): Promise<void> {
  const { refundKey, amountFen, reason, afterSaleId } = refund;
  if (amountFen === 0) return;
  const nowMs = context.clock.now();
  const { numUpdatedRows } = await tx.rows
    .updateTable('Order')
    .set((eb) => ({ refundDueFen: eb('refundDueFen', '+', amountFen) }))
    .where('id', '=', order.id)
    .where((eb) => eb(eb('refundDueFen', '+', amountFen), '<=', eb.ref('paidFen')))
    .executeTakeFirst();
  if (numUpdatedRows === 0n)
    throw new Error(
      `order ${order.id}: refund ${refundKey} of ${amountFen} fen is more than what is left of the payment`,
    );
  const dueAtMs = await refundDueBy(context, order.partyId);
  await tx.em.insert(OrderRefund, {
    refundKey,
    orderId: order.id,
    afterSaleId,
    amountFen,
    reason,
    requestedAtMs: nowMs,
    dueAtMs,
  });
  tx.publish(
    refundDue,
    { type: 'order', id: order.id },
    {
      refundKey,
      orderId: order.id,
      checkoutId: order.checkoutId,
      partyId: order.partyId,
      buyerAccountId: order.buyerAccountId,
      amountFen,
      reason,
      afterSaleId,
      dueAtMs,
    },
  );
}
