import { checkoutExpired } from '@heitu/events/orders.checkout-expired.v1';
import type { SealedText } from '@heitu/kit/privacy/vault';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { serviceTerms } from '../contract/agreed-terms.ts';
import { endOrder } from './end-order.ts';
import { Checkout, Order } from './order.entity.ts';
import { checkoutLifecycle, orderLifecycle } from './order.lifecycle.ts';
import { checkouts, orders } from './order.moves.ts';
import { confirmTimes, type CancelReason } from './order.policy.ts';

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

/**
 * Its payment is looked at for safety: order and goods wait until then, and the seller's time to confirm begins when it
 * can be paid. A checkout that is being closed stays so.
 */
export async function keepOpen(
  context: OrdersContext,
  tx: OrdersTransaction,
  { checkoutId, untilMs }: { checkoutId: string; untilMs: number },
): Promise<void> {
  const open = { id: checkoutId, state: checkoutLifecycle.initial, dueAtMs: { $lt: untilMs } };
  if ((await tx.em.nativeUpdate(Checkout, open, { dueAtMs: untilMs })) === 0) return;
  const waiting = await tx.rows
    .selectFrom('Order')
    .select(['id', 'partyId'])
    .where('checkoutId', '=', checkoutId)
    .where('state', '=', orderLifecycle.initial)
    .execute();
  const terms = await serviceTerms(
    context,
    waiting.map(({ partyId }) => partyId),
    context.clock.now(),
  );
  for (const { id, partyId } of waiting) {
    const agreed = terms.get(partyId)?.confirmHours;
    await tx.em.nativeUpdate(
      Order,
      { id, state: orderLifecycle.initial },
      { payDueAtMs: untilMs, ...confirmTimes(untilMs, agreed) },
    );
  }
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
