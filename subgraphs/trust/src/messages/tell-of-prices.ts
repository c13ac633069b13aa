import { orderOvercharged } from '@heitu/events/orders.order-overcharged.v1';
import { on, type Reaction } from '@heitu/kit/messages/relay';
import { yuan } from '@heitu/kit/rules/money';
import type { TrustContext } from '../context.ts';
import { notifyAccount, notifyParty } from './notify.ts';

/** Who paid too much is told what comes back, and whoever it comes from. */
export const priceReactions: Reaction[] = [
  on(orderOvercharged, 'tell-both', async (context: TrustContext, tx, told) => {
    const { orderId, orderNumber, buyerAccountId, partyId, kind, goods, chargedFen, markedFen, refundFen } = told;
    const what = kind === 'delivery' ? '配送费' : goods;
    const difference = `下单时标价${yuan(markedFen)}元，收了${yuan(chargedFen)}元`;
    await notifyAccount(context, tx, buyerAccountId, {
      kind: 'overcharge-refunded',
      title: '多收的钱退给您',
      body: `订单${orderNumber}的${what}：${difference}。多收的${yuan(refundFen)}元原路退回，不用申请`,
      orderId,
    });
    await notifyParty(context, tx, partyId, 'orders', {
      kind: 'overcharge-refunded',
      title: '有一单多收了，已退给买家',
      body: `订单${orderNumber}的${what}：${difference}。多收的${yuan(refundFen)}元从这一单的货款里退给买家`,
      orderId,
    });
  }),
];
