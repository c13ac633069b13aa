import { checkoutExpired } from '@heitu/events/orders.checkout-expired.v1';
import type { SealedText } from '@heitu/kit/privacy/vault';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { endingStates, endOrder } from './end-order.ts';
import { Checkout, Order } from './order.entity.ts';
import { checkoutLifecycle, orderLifecycle } from './order.lifecycle.ts';
import type { CancelReason } from './order.policy.ts';

/** No longer to be paid: payments is asked to close it at the provider. Until it says closed, the stock stays held. */
export async function beginClosing(
  tx: OrdersTransaction,
  checkoutId: string,
  reason: CancelReason,
  note: SealedText | null,
): Promise<boolean> {
  const closing = await tx.em.nativeUpdate(
    Checkout,
    { id: checkoutId, state: { $in: [...checkoutLifecycle.from('expire')] } },
    { state: checkoutLifecycle.to('expire') },
  );
  if (closing === 0) return false;
  await tx.em.nativeUpdate(
    Order,
    { checkoutId, state: { $in: [...orderLifecycle.from('expire')] } },
    { state: orderLifecycle.to('expire'), cancelReason: reason, cancelNote: note },
  );
  tx.publish(checkoutExpired, { type: 'checkout', id: checkoutId }, { checkoutId });
  return true;
}

/** The provider confirms that this checkout can no longer be paid: only now the stock is free. */
export async function finishClosing(context: OrdersContext, tx: OrdersTransaction, checkoutId: string): Promise<void> {
  await tx.em.nativeUpdate(
    Checkout,
    { id: checkoutId, state: { $in: [...checkoutLifecycle.from('close')] } },
    { state: checkoutLifecycle.to('close'), addressKey: null },
  );
  const orders = await tx.rows
    .selectFrom('Order')
    .selectAll()
    .where('checkoutId', '=', checkoutId)
    .orderBy('id')
    .execute();
  for (const order of orders) {
    await endOrder(context, tx, order, {
      action: 'close',
      from: endingStates('close'),
      reason: (order.cancelReason as CancelReason | null) ?? 'unpaid',
      note: order.cancelNote,
    });
  }
}
