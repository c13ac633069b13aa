import { checkoutExpired } from '@heitu/events/orders.checkout-expired.v1';
import type { SealedText } from '@heitu/kit/privacy/vault';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { endOrder } from './end-order.ts';
import { checkouts, orders } from './order.moves.ts';
import type { CancelReason } from './order.policy.ts';

/** No longer to be paid: payments is asked to close it at the provider. Until it says closed, the stock stays held. */
export async function beginClosing(
  context: OrdersContext,
  tx: OrdersTransaction,
  checkoutId: string,
  reason: CancelReason,
  note: SealedText | null,
): Promise<boolean> {
  if ((await checkouts.bySystem(context, tx, 'expire', { id: checkoutId })) === 0) return false;
  await orders.bySystem(context, tx, 'expire', { checkoutId }, { cancelReason: reason, cancelNote: note });
  tx.publish(checkoutExpired, { type: 'checkout', id: checkoutId }, { checkoutId });
  return true;
}

/** The provider confirms that this checkout can no longer be paid: only now the stock is free. */
export async function finishClosing(context: OrdersContext, tx: OrdersTransaction, checkoutId: string): Promise<void> {
  await checkouts.bySystem(context, tx, 'close', { id: checkoutId }, { addressKey: null });
  const unpaid = await tx.rows
    .selectFrom('Order')
    .selectAll()
    .where('checkoutId', '=', checkoutId)
    .orderBy('id')
    .execute();
  for (const order of unpaid)
    await endOrder(context, tx, order, {
      action: 'close',
      reason: order.cancelReason ?? 'unpaid',
      note: order.cancelNote,
    });
}
