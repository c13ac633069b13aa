import { confirmationDueSoon } from '@heitu/events/orders.confirmation-due-soon.v1';
import { orderUnseen } from '@heitu/events/orders.order-unseen.v1';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { OrdersContext } from '../context.ts';
import { orders } from './order.moves.ts';

const BATCH_MAX = 200;
const waiting = ({ rows }: OrdersContext, column: 'nudgeAtMs' | 'remindAtMs', nowMs: number) =>
  rows
    .selectFrom('Order')
    .select(['id', 'number', 'partyId', 'shopId', 'seenAtMs', 'confirmDueAtMs'])
    .where('state', '=', 'paid')
    .where(column, '<=', nowMs);

/** Job: an order that its seller has not seen for some hours is told to them again. */
export async function nudgeSellers(context: OrdersContext): Promise<void> {
  const due = await waiting(context, 'nudgeAtMs', context.clock.now()).limit(BATCH_MAX).execute();
  await eachAlone(due, ({ id, number, partyId, confirmDueAtMs }) =>
    context.transaction(async (tx) => {
      const unseen = { id, seenAtMs: null, nudgeAtMs: { $ne: null } };
      if ((await orders.bySystem(context, tx, 'nudge', unseen, { nudgeAtMs: null })) > 0)
        tx.publish(orderUnseen, { type: 'order', id }, { orderId: id, orderNumber: number, partyId, confirmDueAtMs });
      return ok(null);
    }),
  );
}

/** Job: some hours before the end of the working day in which the seller has to confirm. */
export async function remindSellers(context: OrdersContext): Promise<void> {
  const nowMs = context.clock.now();
  const due = await waiting(context, 'remindAtMs', nowMs).where('remindedAtMs', 'is', null).limit(BATCH_MAX).execute();
  await eachAlone(due, ({ id, number, partyId, shopId, seenAtMs, confirmDueAtMs }) =>
    context.transaction(async (tx) => {
      const unreminded = { id, remindedAtMs: null };
      if ((await orders.bySystem(context, tx, 'remind', unreminded, { remindedAtMs: nowMs, nudgeAtMs: null })) > 0)
        tx.publish(
          confirmationDueSoon,
          { type: 'order', id },
          {
            orderId: id,
            orderNumber: number,
            partyId,
            shopId,
            confirmDueAtMs,
            ...(seenAtMs === null && { isUnseen: true }),
          },
        );
      return ok(null);
    }),
  );
}
