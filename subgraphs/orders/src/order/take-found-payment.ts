import type { paymentFound } from '@heitu/events/payments.payment-found.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { OrderRow, OrdersContext, OrdersTransaction } from '../context.ts';
import { serviceTerms } from '../contract/agreed-terms.ts';
import { holdAgain } from '../stock/hold-again.ts';
import { endOrder } from './end-order.ts';
import { orderLifecycle } from './order.lifecycle.ts';
import { checkouts, orders } from './order.moves.ts';
import { confirmTimes } from './order.policy.ts';
import { oweRefund } from './owe-refund.ts';
import { payAtDoor, publishPaid } from './settle-payment.ts';

type Found = PayloadOf<typeof paymentFound>;

/**
 * The operator found the money of a checkout at the provider (after a restore, say). Wanted as an order: an order that
 * still waits is paid, one that was cancelled as unpaid is bought after all where its goods are still there. Everything
 * else, and what its buyer has cancelled, gives the money back.
 */
export async function takeFoundPayment(context: OrdersContext, tx: OrdersTransaction, found: Found): Promise<void> {
  const { checkoutId, paidAtMs, wanted } = found;
  let bought = false;
  for (const { orderId, paidFen } of found.orders) {
    const order = await tx.rows
      .selectFrom('Order')
      .selectAll()
      .where('id', '=', orderId)
      .where('checkoutId', '=', checkoutId)
      .executeTakeFirst();
    if (!order) throw new Error(`checkout ${checkoutId} has no order ${orderId}`);
    if (paidFen !== order.totalFen)
      throw new Error(`order ${orderId} costs ${order.totalFen} fen, but ${paidFen} were paid`);
    // paidFen 0 in the where: the same money reported twice is the same money.
    const { numUpdatedRows } = await tx.rows
      .updateTable('Order')
      .set({ paidFen, paidAtMs })
      .where('id', '=', orderId)
      .where('paidFen', '=', 0)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) continue;
    if (wanted === 'order' && order.cancelWishedAtMs === null && (await buy(context, tx, order))) bought = true;
    else await giveBack(context, tx, { ...order, paidFen });
  }
  await checkouts.bySystem(context, tx, 'pay', { id: checkoutId });
  if (bought) await checkouts.bySystem(context, tx, 'revive', { id: checkoutId });
}

/**
 * From a state in which its stock is still held, or with stock that is free again; false where it cannot be bought any
 * more.
 */
async function buy(context: OrdersContext, tx: OrdersTransaction, order: OrderRow): Promise<boolean> {
  const { id } = order;
  const wanted = { id, cancelWishedAtMs: null };
  const paid = { cancelReason: null, cancelNote: null };
  if ((await orders.bySystem(context, tx, 'pay', wanted, paid)) > 0) {
    publishPaid(tx, order);
    return true;
  }
  if (await payAtDoor(context, tx, order, { paidFen: order.totalFen, paidAtMs: context.clock.now() })) return true;
  const nowMs = context.clock.now();
  const agreed = (await serviceTerms(context, [order.partyId], nowMs)).get(order.partyId)?.confirmHours;
  // Without an address nothing can be sent: the account was erased meanwhile.
  if (order.recipientSealed === null || !orderLifecycle.available(order, ['system'], nowMs).includes('revive'))
    return false;
  const lines = await tx.rows.selectFrom('OrderLine').select(['skuId', 'quantity']).where('orderId', '=', id).execute();
  if (!(await holdAgain(tx, lines))) return false;
  // The working day for confirming begins now: the seller did not know of it before.
  const revived = {
    ...paid,
    cancelledAtMs: null,
    ...confirmTimes(nowMs, agreed),
    seenAtMs: null,
    remindedAtMs: null,
  };
  if ((await orders.bySystem(context, tx, 'revive', wanted, revived)) === 0)
    throw new Error(`order ${id} changed while its payment was entered`);
  publishPaid(tx, { ...order, confirmDueAtMs: revived.confirmDueAtMs }, { isRevived: true });
  tx.audit({ type: 'order', id, clause: '9.2.cp' });
  return true;
}

async function giveBack(context: OrdersContext, tx: OrdersTransaction, order: OrderRow): Promise<void> {
  const reason = order.cancelWishedAtMs === null ? 'payment-found' : 'paid-after-cancel';
  const ended = await endOrder(context, tx, order, {
    action: 'give-back',
    reason,
    note: order.cancelNote,
  });
  if (ended) return;
  await oweRefund(context, tx, order, {
    refundKey: `late:${order.id}`,
    amountFen: order.paidFen,
    reason: 'payment-found',
    afterSaleId: null,
  });
}
