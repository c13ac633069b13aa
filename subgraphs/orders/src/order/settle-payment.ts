import type { paymentSettled } from '@heitu/events/payments.payment-settled.v1';
import type { EventEnvelope, PayloadOf } from '@heitu/kit/messages/event';
import { commonRefusals, refuse } from '@heitu/kit/rules/outcome';
import { statement } from '@heitu/kit/data/statement';
import { paidAtDoor } from '@heitu/events/orders.paid-at-door.v1';
import { orderPaid } from '@heitu/events/orders.order-paid.v1';
import type { OrderRow, OrdersContext, OrdersRows, OrdersTransaction, OrdersWrites } from '../context.ts';
import { endOrder } from './end-order.ts';
import { Order } from './order.entity.ts';
import { orderLifecycle } from './order.lifecycle.ts';
import { checkouts, orders } from './order.moves.ts';
import { oweRefund } from './owe-refund.ts';

type Settled = PayloadOf<typeof paymentSettled>;

const payCheckout = statement((rows: OrdersRows, { id }: { id: string }) =>
  rows.updateTable('Checkout').$call(checkouts.along('pay')).set({ addressKey: null }).where('id', '=', id),
);
// paidFen 0 in the where: the same money reported twice is the same money.
const payOrder = statement(
  (rows: OrdersRows, { id, paidFen, paidAtMs }: { id: string; paidFen: number; paidAtMs: number }) =>
    rows
      .updateTable('Order')
      .$call(orders.along('pay'))
      .set({ paidFen, paidAtMs, cancelReason: null, cancelNote: null })
      .where('id', '=', id)
      .where('paidFen', '=', 0)
      .where('cancelWishedAtMs', 'is', null),
);
const ordersById = statement((rows: OrdersRows, { ids }: { ids: readonly string[] }) =>
  rows.selectFrom('Order').selectAll().where('id', 'in', ids),
);

type Sold = Pick<
  OrderRow,
  | 'id'
  | 'number'
  | 'checkoutId'
  | 'buyerAccountId'
  | 'partyId'
  | 'shopId'
  | 'totalFen'
  | 'placedAtMs'
  | 'confirmDueAtMs'
>;
export function publishPaid(
  tx: Pick<OrdersWrites, 'publish'>,
  order: Sold,
  more: { isRevived?: true; paysAtDoor?: true } = {},
): void {
  const { id: orderId, number: orderNumber, checkoutId, buyerAccountId, partyId, shopId } = order;
  const { totalFen, placedAtMs, confirmDueAtMs } = order;
  tx.publish(
    orderPaid,
    { type: 'order', id: orderId },
    {
      orderId,
      orderNumber,
      checkoutId,
      buyerAccountId,
      partyId,
      shopId,
      totalFen,
      placedAtMs,
      confirmDueAtMs,
      ...more,
    },
  );
}

/** Payments by the batch: one read for all. Where one does not find its orders as it left them, they come one by one. */
export async function settlePayments(
  context: OrdersContext,
  writes: OrdersWrites,
  events: readonly EventEnvelope<Settled>[],
): Promise<void> {
  const [found] = await context.read(
    ordersById({ ids: events.flatMap(({ payload }) => payload.orders.map(({ orderId }) => orderId)) }),
  );
  const byId = new Map(found.map((order) => [order.id, order]));
  for (const { payload: settled } of events) {
    writes.add(payCheckout({ id: settled.checkoutId }));
    for (const { orderId, paidFen } of settled.orders) {
      const order = byId.get(orderId);
      if (
        order?.checkoutId !== settled.checkoutId ||
        order.paidFen !== 0 ||
        order.totalFen !== paidFen ||
        order.cancelWishedAtMs !== null ||
        !orderLifecycle.available(order, ['system'], context.clock.now()).includes('pay')
      )
        throw new Error(`order ${orderId} does not wait for this payment`);
      writes.add(
        payOrder({ id: order.id, paidFen, paidAtMs: settled.paidAtMs }),
        refuse(commonRefusals, 'WRONG_STATE'),
      );
      publishPaid(writes, order);
    }
  }
}

/**
 * The provider has the money of a checkout. Orders that wait, or are only being closed, are paid: their stock is still
 * held. One that its buyer has cancelled meanwhile ends here, before its seller hears of it, and its money goes back;
 * so does that of an order that is already cancelled, whose stock is gone.
 */
export async function settlePayment(
  context: OrdersContext,
  tx: OrdersTransaction,
  { payload: settled }: EventEnvelope<Settled>,
): Promise<void> {
  const { checkoutId, paidAtMs } = settled;
  tx.add(payCheckout({ id: checkoutId }));
  for (const { orderId, paidFen } of settled.orders) {
    const order = await tx.rows
      .selectFrom('Order')
      .selectAll()
      .where('id', '=', orderId)
      .where('checkoutId', '=', checkoutId)
      .executeTakeFirst();
    if (!order) throw new Error(`checkout ${checkoutId} has no order ${orderId}`);
    if (paidFen !== order.totalFen)
      throw new Error(`order ${orderId} costs ${order.totalFen} fen, but ${paidFen} were paid`);
    const money = { paidFen, paidAtMs };
    const unpaid = { id: orderId, paidFen: 0 };
    const bought = { ...money, cancelReason: null, cancelNote: null };
    if ((await orders.bySystem(context, tx, 'pay', { ...unpaid, cancelWishedAtMs: null }, bought)) > 0) {
      publishPaid(tx, order);
      continue;
    }
    if (await payAtDoor(context, tx, order, money)) continue;
    const ending = { action: 'give-back', reason: 'paid-after-cancel', note: order.cancelNote } as const;
    if (await endOrder(context, tx, order, ending, money)) continue;
    // What was never paid and no longer waits is cancelled.
    if ((await tx.em.nativeUpdate(Order, unpaid, money)) > 0)
      await oweRefund(context, tx, order, {
        refundKey: `late:${orderId}`,
        amountFen: paidFen,
        reason: 'paid-too-late',
        afterSaleId: null,
      });
  }
}

/** Paid to the courier's code while the parcel is at the door; false where it is on no way to its buyer. */
export async function payAtDoor(
  context: OrdersContext,
  tx: OrdersTransaction,
  { id }: OrderRow,
  money: { paidFen: number; paidAtMs: number },
): Promise<boolean> {
  if ((await orders.bySystem(context, tx, 'pay-at-door', { id }, money)) === 0) return false;
  tx.publish(paidAtDoor, { type: 'order', id }, { orderId: id, ...money });
  tx.audit({ type: 'order', id, clause: '8.5.3.ca' });
  return true;
}
