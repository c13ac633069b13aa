import { SELLER_ROLES } from '@heitu/standard';
import { partiesFor } from '@heitu/kit/rules/actor';
import { NOT_FOUND, ok, WRONG_STATE, type Refused } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import type { SealedText } from '@heitu/kit/privacy/vault';
import { mutation, type OrderRow, type OrdersContext, type OrdersTransaction } from '../context.ts';
import { ids } from '../input-fields.ts';
import { beginClosing } from './close-checkout.ts';
import { endedFor, unwindOrder } from './end-order.ts';
import { orderNow } from './order-answers.ts';
import { orderLifecycle, WITH_CARRIER_STATES, type OrderState } from './order.lifecycle.ts';
import { orderVisibleTo } from '../visible.ts';
import { orders } from './order.moves.ts';

/** Not known as paid. */
const UNPAID = orderLifecycle.from('close');

/**
 * Buyer or seller gives an order up before it is picked; what was paid goes back. Orders of one checkout are paid
 * together, so cancelling an unpaid one closes the whole checkout; where it turns out to be paid all the same, the
 * others are bought.
 */
export const cancelOrder = mutation({
  name: 'cancelOrder',
  description:
    'Buyer or seller gives an order up before it is ready to be fetched; what was paid goes back. Orders of one checkout that are not paid yet are given up together.',
  may: permit.role('consumer', ...SELLER_ROLES),
  input: z.object({
    orderId: ids.order(),
    reason: line(200).describe('Why, at most 200 characters; buyer and seller read it.'),
  }),
  requestId: 'must',
  refusals: { NOT_FOUND, WRONG_STATE, TOO_LATE: { message: '货已备好，不能取消了；收到后可以拒收或申请售后' } },
  shows: orderNow,
  run: (context, { orderId, reason }, refuse) =>
    context.transaction(async (tx) => {
      const order = await partysOrder(context, tx, orderId);
      if (!order) return refuse('NOT_FOUND');
      const note = await context.vault.sealText(order.buyerAccountId, reason);
      const isBuyer = order.buyerAccountId === context.actor.id;
      const isUnpaid = isBuyer && UNPAID.includes(order.state);
      if (isUnpaid && !(await closeUnpaid(context, tx, order, note, refuse))) return ok({ id: orderId });
      const isSeller = partiesFor(context.actor, SELLER_ROLES, 'orders').includes(order.partyId);
      const parts = [...(isBuyer ? ['consumer'] : []), ...(isSeller ? SELLER_ROLES : [])];
      const why = isBuyer || !isSeller ? 'buyer' : 'seller';
      // Read again: its money was quicker than the closing.
      const now = (isUnpaid && (await partysOrder(context, tx, orderId))) || order;
      const refused = await orders.move(
        context,
        tx,
        'cancel',
        now,
        (code) => refuse(isWithCarrier(now.state) && code === 'WRONG_STATE' ? 'TOO_LATE' : code),
        { parts, set: endedFor(context, why, note) },
      );
      if (refused) return refused;
      await unwindOrder(context, tx, now, why, { isHeld: true });
      return ok({ id: orderId });
    }),
});

/** An order that the caller has a part in; overseers see every order, but cancel none. */
const partysOrder = ({ actor }: OrdersContext, tx: OrdersTransaction, orderId: string) =>
  tx.rows
    .selectFrom('Order')
    .selectAll()
    .where('id', '=', orderId)
    .where(orderVisibleTo({ ...actor, grants: actor.grants.filter(actsForParty) }))
    .executeTakeFirst();
const actsForParty = ({ role }: { role: string }): boolean => SELLER_ROLES.some((seller) => seller === role);
const isWithCarrier = (state: OrderState): boolean => WITH_CARRIER_STATES.some((one) => one === state);

/**
 * Not known as paid: its payment is closed at the provider, and that the buyer wants this order no more is remembered
 * in the same transaction. Where the money was quicker, it goes back (settle-payment.ts). Refuses where the order is no
 * longer unpaid.
 */
async function closeUnpaid(
  context: OrdersContext,
  tx: OrdersTransaction,
  order: OrderRow,
  note: SealedText,
  refuse: (code: 'NOT_FOUND' | 'WRONG_STATE') => Refused,
): Promise<Refused | null> {
  if (order.state === orderLifecycle.initial) await beginClosing(context, tx, order.checkoutId, 'buyer', note);
  const wish = { cancelWishedAtMs: context.clock.now(), cancelWishedBy: context.actor.id };
  return orders.move(context, tx, 'cancel', order, refuse, {
    parts: ['consumer'],
    where: { cancelWishedAtMs: null },
    set: { ...wish, cancelReason: 'buyer', cancelNote: note },
  });
}
