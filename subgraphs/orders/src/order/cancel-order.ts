import { partiesFor } from '@heitu/kit/rules/actor';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import type { SealedText } from '@heitu/kit/privacy/vault';
import { mutation, type OrderRow, type OrdersContext, type OrdersTransaction } from '../context.ts';
import { beginClosing } from './close-checkout.ts';
import { endingStates, endOrder } from './end-order.ts';
import { orderNow } from './order-answers.ts';
import { Order } from './order.entity.ts';
import { orderLifecycle, SELLER_ROLES } from './order.lifecycle.ts';
import { orderVisibleTo } from './order.loader.ts';

/**
 * Buyer or seller gives an order up before it is picked; what was paid goes back. Orders of one checkout are paid
 * together, so cancelling an unpaid one closes the whole checkout; where it turns out to be paid all the same, the
 * others are bought.
 */
export const cancelOrder = mutation({
  name: 'cancelOrder',
  may: permit.role('consumer', ...SELLER_ROLES),
  input: z.object({ orderId: identifier(), reason: line(200) }),
  requestId: 'must',
  refusals: { NOT_FOUND, WRONG_STATE, TOO_LATE: { message: '货已备好，不能取消了；收到后可以拒收或申请售后' } },
  shows: orderNow,
  run: (context, { orderId, reason }, refuse) =>
    context.transaction(async (tx) => {
      const order = await tx.rows
        .selectFrom('Order')
        .selectAll()
        .where('id', '=', orderId)
        .where(orderVisibleTo({ ...context.actor, grants: context.actor.grants.filter(actsForParty) }))
        .executeTakeFirst();
      if (!order) return refuse('NOT_FOUND');
      const note = await context.vault.sealText(order.buyerAccountId, reason);
      const isBuyer = order.buyerAccountId === context.actor.id;
      if (isBuyer && (await closeUnpaid(context, tx, order, note))) {
        tx.audit({ type: 'order', id: orderId });
        return ok({ id: orderId });
      }
      const isSeller = partiesFor(context.actor, SELLER_ROLES, 'orders').includes(order.partyId);
      const ended = await endOrder(context, tx, order, {
        action: 'cancel',
        from: endingStates('cancel'),
        reason: isBuyer || !isSeller ? 'buyer' : 'seller',
        note,
      });
      if (!ended) return refuse(['ready', 'in-transit'].includes(order.state) ? 'TOO_LATE' : 'WRONG_STATE');
      tx.audit({ type: 'order', id: orderId });
      return ok({ id: orderId });
    }),
});

/**
 * Not known as paid: its payment is closed at the provider, and that the buyer wants this order no more is remembered
 * in the same transaction. Where the money was quicker, it goes back (settle-payment.ts). Answers false where the order
 * is not, or no longer, unpaid.
 */
async function closeUnpaid(
  context: OrdersContext,
  tx: OrdersTransaction,
  order: OrderRow,
  note: SealedText,
): Promise<boolean> {
  if (order.state === orderLifecycle.initial) await beginClosing(tx, order.checkoutId, 'buyer', note);
  const wish = { cancelWishedAtMs: context.clock.now(), cancelWishedBy: context.actor.id };
  const unwished = { id: order.id, state: orderLifecycle.to('cancel'), cancelWishedAtMs: null };
  return (await tx.em.nativeUpdate(Order, unwished, { ...wish, cancelReason: 'buyer', cancelNote: note })) > 0;
}

/** Overseers see every order, but cancel none. */
const actsForParty = (grant: { role: string }): boolean => (SELLER_ROLES as readonly string[]).includes(grant.role);
