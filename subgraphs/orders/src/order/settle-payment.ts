import type { paymentSettled } from '@heitu/events/payments.payment-settled.v1';
import { orderPaid } from '@heitu/events/orders.order-paid.v1';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { checkoutLifecycle, orderLifecycle } from './order.lifecycle.ts';
import { oweRefund } from './owe-refund.ts';

type Settled = NonNullable<(typeof paymentSettled)['~payload']>;

/**
 * The provider has the money of a checkout. Orders that wait, or are only being closed, are paid: their stock is still held.
 * An order that is already cancelled has lost its stock: its money goes back.
 */
export async function settlePayment(context: OrdersContext, tx: OrdersTransaction, settled: Settled): Promise<void> {
  const { checkoutId, paidAtMs } = settled;
  tx.add(tx.rows.updateTable('Checkout').set({ state: checkoutLifecycle.to('pay') }).where('id', '=', checkoutId).where('state', 'in', checkoutLifecycle.from('pay')));
  for (const { orderId, paidFen } of settled.orders) {
    const order = await tx.rows.selectFrom('Order').selectAll().where('id', '=', orderId).where('checkoutId', '=', checkoutId).executeTakeFirst();
    if (!order) throw new Error(`checkout ${checkoutId} has no order ${orderId}`);
    if (paidFen !== order.totalFen) throw new Error(`order ${orderId} costs ${order.totalFen} fen, but ${paidFen} were paid`);
    // paidFen 0 in the where: the same money reported twice is the same money.
    const unpaid = tx.rows.updateTable('Order').where('id', '=', orderId).where('paidFen', '=', 0);
    const paid = await unpaid.set({ state: orderLifecycle.to('pay'), paidFen, paidAtMs, cancelReason: null, cancelNote: null }).where('state', 'in', orderLifecycle.from('pay')).executeTakeFirst();
    if (paid.numUpdatedRows > 0n) {
      const { number, buyerAccountId, partyId, shopId, totalFen, confirmDueAtMs } = order;
      tx.publish(orderPaid, { type: 'order', id: orderId }, { orderId, orderNumber: number, checkoutId, buyerAccountId, partyId, shopId, totalFen, confirmDueAtMs });
      continue;
    }
    const late = await unpaid.set({ paidFen, paidAtMs }).where('state', '=', 'cancelled').executeTakeFirst();
    if (late.numUpdatedRows > 0n) await oweRefund(context, tx, order, { refundKey: `late:${orderId}`, amountFen: paidFen, reason: 'paid-too-late', afterSaleId: null });
  }
}
