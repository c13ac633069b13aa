import { orderCancelled } from '@heitu/events/orders.order-cancelled.v1';
import type { SealedText } from '@heitu/kit/privacy/vault';
import type { OrderRow, OrdersContext, OrdersTransaction } from '../context.ts';
import { releaseStock } from '../stock/hold-stock.ts';
import { Order } from './order.entity.ts';
import { orderLifecycle, type OrderState } from './order.lifecycle.ts';
import type { CancelReason } from './order.policy.ts';
import { oweRefund } from './owe-refund.ts';

type EndingAction = 'cancel' | 'give-back' | 'close' | 'lapse' | 'take-back';

/**
 * Ends an order without delivery, by `action` of its lifecycle: what was promised from stock is free again (unless it
 * was picked already), what was paid goes back. Answers false where the order was in no state for it: nothing is
 * changed then.
 */
export async function endOrder(
  context: OrdersContext,
  tx: OrdersTransaction,
  order: OrderRow,
  ending: { action: EndingAction; from: readonly OrderState[]; reason: CancelReason; note: SealedText | null },
): Promise<boolean> {
  const { id, number, buyerAccountId, partyId, shopId } = order;
  const ended = await tx.em.nativeUpdate(
    Order,
    { id, state: { $in: [...ending.from] } },
    { state: 'cancelled', cancelledAtMs: context.clock.now(), cancelReason: ending.reason, cancelNote: ending.note },
  );
  if (ended === 0) return false;
  // Read again, now that the row is ours: the payment may have arrived since the caller looked.
  const { paidFen, refundDueFen } = await tx.rows
    .selectFrom('Order')
    .select(['paidFen', 'refundDueFen'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  tx.publish(
    orderCancelled,
    { type: 'order', id },
    { orderId: id, orderNumber: number, buyerAccountId, partyId, shopId, reason: ending.reason, wasPaid: paidFen > 0 },
  );
  await oweRefund(context, tx, order, {
    refundKey: `cancel:${id}`,
    amountFen: paidFen - refundDueFen,
    reason: ending.reason,
    afterSaleId: null,
  });
  if (ending.action !== 'take-back') {
    const lines = await tx.rows
      .selectFrom('OrderLine')
      .select(['skuId', 'quantity'])
      .where('orderId', '=', id)
      .execute();
    releaseStock(tx, lines);
  }
  return true;
}

/** Where `action` leads to the end from. */
export const endingStates = (action: EndingAction): OrderState[] =>
  orderLifecycle.transitions
    .filter((row) => row.action === action && row.to === 'cancelled')
    .flatMap((row) => [...row.from]);
