import { priceHeld } from '@heitu/events/catalog.price-held.v1';
import { orderOvercharged } from '@heitu/events/orders.order-overcharged.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { on, type Reaction } from '@heitu/kit/messages/relay';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { yuan } from '@heitu/kit/rules/money';
import type { TrustContext } from '../context.ts';
import { notifyAccount, notifyParty } from './notify.ts';

/** What a seller is told of a price that rose too much for an emergency. */
const HELD: Readonly<Record<Held['state'], ((held: Held) => [title: string, body: string]) | null>> = {
  waiting: (held) => [
    '涨价要等平台核实',
    `${held.title}：${because(held)}。${meanwhile(held)}最晚${chinaTime(held.dueAtMs)}有结果`,
  ],
  allowed: ({ title, retailFen }) => ['涨价核实过了', `${title}：新价${yuan(retailFen)}元已经生效`],
  refused: (held) => ['没有同意涨价', `${held.title}：${meanwhile(held)}原因在商品页里看`],
  lapsed: (held) => ['涨价没有办成', `${held.title}：到时间没有人核实，${meanwhile(held)}要涨请再改一次价`],
  freed: ({ title }) => ['应急结束了', `${title}：可以重新改价，不用再等核实`],
  replaced: null,
};
type Held = PayloadOf<typeof priceHeld>;
const because = ({ document, limitFen }: Held): string => `${document}生效期间，涨到${yuan(limitFen)}元以上要核实`;
const meanwhile = ({ currentFen }: Held): string =>
  currentFen === null ? '现在先不能卖。' : `现在还按${yuan(currentFen)}元卖。`;

/** Who paid too much is told what comes back, and whoever it comes from. */
export const priceReactions: Reaction[] = [
  on(priceHeld, 'tell-seller', async (context: TrustContext, tx, held) => {
    const text = HELD[held.state]?.(held);
    if (!text) return;
    const [title, body] = text;
    await notifyParty(context, tx, held.partyId, 'products', { kind: 'price-held', title, body, orderId: null });
  }),
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
