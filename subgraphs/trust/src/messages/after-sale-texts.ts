import type { afterSaleMoved } from '@heitu/events/orders.after-sale-moved.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { yuan } from '@heitu/kit/rules/money';
import type { Notification } from './notify.ts';

type Moved = PayloadOf<typeof afterSaleMoved>;
type Told = Partial<Record<'buyer' | 'seller', readonly [title: string, body: string]>>;

/** Whoever is told what of each step: whose turn it is, until when, and what happens then. */
const TEXTS: Readonly<Record<Moved['step'], (money: string, until: string) => Told>> = {
  asked: (_, until) => ({
    seller: ['买家申请售后', `请在${until}前答复：同意、不同意，或者商量退一部分。不答复就按同意办`],
  }),
  approved: (money) => ({
    buyer: ['商家同意了', money ? `退您${money}元，正在原路退回` : '配送员会来取货，请把东西留好'],
  }),
  rejected: () => ({ buyer: ['商家没有同意', '理由在申请里；觉得不对，可以投诉，平台来评'] }),
  offered: (money, until) => ({
    buyer: ['商家提出退一部分', `退${money}元，东西不用寄回。${until}前请答复；不答复就退这些，还可以投诉`],
  }),
  'offer-taken': () => ({ seller: ['按您提的退', '退款正在退回买家'] }),
  'offer-refused': (_, until) => ({ seller: ['买家没接受', `请在${until}前再答复；不答复就按买家申请的退`] }),
  'to-send': (_, until) => ({
    buyer: ['没人来取，可以自己寄', `请在${until}前寄给商家，再填上快递单号；不寄，申请就结束`],
  }),
  'sent-back': (_, until) => ({
    seller: ['买家寄回来了', `快递单号在申请里。收到请验收；${until}前不验收就按通过退款`],
  }),
  'handed-over': (_, until) => ({ seller: ['退的货到了', `请在${until}前验收；不验收就按通过退款`] }),
  'accepted-in-silence': (money) => ({
    buyer: ['商家没按时验收，退给您', `退您${money}元，正在原路退回`],
    seller: ['没按时验收，已退款', `退给买家${money}元`],
  }),
  declined: () => ({ buyer: ['商家验收没通过', '理由在申请里；觉得不对，可以投诉，平台来评'] }),
  lapsed: () => ({
    buyer: ['没有寄回，申请结束了', '东西有质量问题还可以投诉'],
    seller: ['买家没有寄回', '这个售后申请结束了'],
  }),
  'refund-ordered': (money) => ({
    buyer: ['平台决定退款', `退您${money}元，理由在申请里`],
    seller: ['平台决定退款', `退给买家${money}元，理由在申请里`],
  }),
  ended: () => ({
    buyer: ['平台结束了申请', '理由在申请里；还可以投诉'],
    seller: ['平台结束了申请', '理由在申请里'],
  }),
};

/** What buyer and seller are told of it. */
export function afterSaleTexts({
  step,
  orderId,
  amountFen,
  dueAtMs,
}: Moved): Partial<Record<'buyer' | 'seller', Notification>> {
  const until = dueAtMs === undefined ? '' : chinaTime(dueAtMs);
  const told = TEXTS[step](amountFen === undefined ? '' : yuan(amountFen), until);
  const message = (text: readonly [string, string]): Notification => ({
    kind: 'after-sale',
    title: text[0],
    body: text[1],
    orderId,
  });
  return { ...(told.buyer && { buyer: message(told.buyer) }), ...(told.seller && { seller: message(told.seller) }) };
}
