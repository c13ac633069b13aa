import { confirmationDueSoon } from '@heitu/events/orders.confirmation-due-soon.v1';
import { orderUnseen } from '@heitu/events/orders.order-unseen.v1';
import { on, type Reaction } from '@heitu/kit/messages/relay';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyAccount, notifyParty, notifyRole, type Notification } from './notify.ts';

/** The agents whom the party lets handle its orders. */
async function helpersOf(context: TrustContext, tx: TrustTransaction, partyId: string): Promise<string[]> {
  const active = await tx.rows
    .selectFrom('Delegation')
    .select(['agentId', 'rights'])
    .where('partyId', '=', partyId)
    .where('state', '=', 'active')
    .where('untilMs', '>', context.clock.now())
    .execute();
  return [...new Set(active.filter(({ rights }) => fromJson(rights).includes('orders')).map(({ agentId }) => agentId))];
}

/** An order that waits to be confirmed: its seller is told again, and before it lapses unseen whoever can help, too. */
export const unseenReactions: Reaction[] = [
  on(orderUnseen, 'tell-seller-again', (context: TrustContext, tx, { orderId, orderNumber, partyId, confirmDueAtMs }) =>
    notifyParty(context, tx, partyId, 'orders', {
      kind: 'order-unseen',
      title: '有新订单还没看',
      body: `订单${orderNumber}请在${chinaTime(confirmDueAtMs)}前确认，过时自动取消，钱退给买家`,
      orderId,
    }),
  ),
  on(
    confirmationDueSoon,
    'remind-seller',
    async (context: TrustContext, tx, { orderId, orderNumber, partyId, confirmDueAtMs, isUnseen }) => {
      await notifyParty(context, tx, partyId, 'orders', {
        kind: isUnseen ? 'order-unseen' : 'order-paid',
        title: '订单快到确认时限',
        body: `订单${orderNumber}还没有确认，超时会自动取消并退款`,
        orderId,
      });
      if (!isUnseen) return;
      const unseen: Notification = {
        kind: 'order-unseen',
        title: '有订单商家一直没看',
        body: `订单${orderNumber}，${chinaTime(confirmDueAtMs)}前没人确认就取消。请给商家打个电话，或者替他确认`,
        orderId,
      };
      const helper = { reader: 'station', partyId } as const;
      for (const agentId of await helpersOf(context, tx, partyId))
        await notifyAccount(context, tx, agentId, unseen, helper);
      await notifyRole(context, tx, 'operator-admin', unseen);
    },
  ),
];
