import { orderCancelled } from '@heitu/events/orders.order-cancelled.v1';
import type { SealedText } from '@heitu/kit/privacy/vault';
import type { OrderRow, OrdersContext, OrdersTransaction } from '../context.ts';
import { releaseStock } from '../stock/hold-stock.ts';
import { closeDoorCheckout } from './door-checkout.ts';
import { orders } from './order.moves.ts';
import type { CancelReason } from './order.policy.ts';
import { oweRefund } from './owe-refund.ts';

interface Ending {
  action: 'give-back' | 'close' | 'lapse' | 'take-back' | 'give-up' | 'lose-unpaid' | 'recall' | 'stop';
  reason: CancelReason;
  note: SealedText | null;
  /** A claim divides what was paid: its seller does not give it back alone. */
  isDivided?: true;
}

/** What is written where an order ends without delivery. */
export const endedFor = (context: OrdersContext, reason: CancelReason, note: SealedText | null) => ({
  cancelledAtMs: context.clock.now(),
  cancelReason: reason,
  cancelNote: note,
});

/**
 * The system ends an order without delivery. Answers false where the order was in no state for it: nothing is changed
 * then. `paid`: money that came too late to buy it is written with its end, once.
 */
export async function endOrder(
  context: OrdersContext,
  tx: OrdersTransaction,
  order: OrderRow,
  { action, reason, note, isDivided }: Ending,
  paid?: { paidFen: number; paidAtMs: number },
): Promise<boolean> {
  const where = { id: order.id, ...(paid && { paidFen: 0, cancelWishedAtMs: { $ne: null } }) };
  const ended = await orders.bySystem(context, tx, action, where, { ...endedFor(context, reason, note), ...paid });
  if (ended === 0) return false;
  const isPicked = action === 'take-back' || action === 'lose-unpaid' || order.state === 'ready';
  await unwindOrder(context, tx, order, reason, { isHeld: !isPicked, isDivided });
  return true;
}

const doorMark = ({ payment }: OrderRow) => payment === 'at-door' && { paysAtDoor: true as const };

/** An order has just ended: what was paid goes back, and what is still held for it is free again. */
export async function unwindOrder(
  context: OrdersContext,
  tx: OrdersTransaction,
  order: OrderRow,
  reason: CancelReason,
  { isHeld, isDivided = false }: { isHeld: boolean; isDivided?: boolean | undefined },
): Promise<void> {
  const { id, number, buyerAccountId, partyId, shopId } = order;
  // Read again, now that the row is ours: the payment may have arrived since the caller looked.
  const { paidFen, refundDueFen } = await tx.rows
    .selectFrom('Order')
    .select(['paidFen', 'refundDueFen'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  tx.publish(
    orderCancelled,
    { type: 'order', id },
    {
      orderId: id,
      orderNumber: number,
      buyerAccountId,
      partyId,
      shopId,
      reason,
      wasPaid: paidFen > 0,
      ...doorMark(order),
    },
  );
  await closeDoorCheckout(context, tx, order);
  if (!isDivided) {
    const amountFen = paidFen - refundDueFen;
    await oweRefund(context, tx, order, { refundKey: `cancel:${id}`, amountFen, reason, afterSaleId: null });
  }
  if (!isHeld) return;
  const lines = await tx.rows.selectFrom('OrderLine').select(['skuId', 'quantity']).where('orderId', '=', id).execute();
  releaseStock(tx, lines);
}
