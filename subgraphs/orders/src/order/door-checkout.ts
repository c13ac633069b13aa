import { checkoutExpired } from '@heitu/events/orders.checkout-expired.v1';
import type { OrderRow, OrdersContext, OrdersTransaction } from '../context.ts';
import { checkouts } from './order.moves.ts';

/**
 * What was to be paid at the door will not be paid any more: payments closes its code at the provider. Money that is
 * quicker than that goes back (settle-payment.ts).
 */
export async function closeDoorCheckout(
  context: OrdersContext,
  tx: OrdersTransaction,
  { checkoutId, payment }: Pick<OrderRow, 'checkoutId' | 'payment'>,
): Promise<void> {
  if (payment !== 'at-door') return;
  const unpaid = { id: checkoutId, state: 'at-door' as const };
  if ((await checkouts.bySystem(context, tx, 'expire', unpaid, { dueAtMs: context.clock.now() })) > 0)
    tx.publish(checkoutExpired, { type: 'checkout', id: checkoutId }, { checkoutId });
}
