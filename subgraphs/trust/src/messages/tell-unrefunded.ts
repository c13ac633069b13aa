import type { refundUndone } from '@heitu/events/payments.refund-undone.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { yuan } from '@heitu/kit/rules/money';
import { recordUnpaid } from '../complaints/record-payments.ts';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { addRefund, milestoneOf } from '../disclosure/record-milestone.ts';
import { notifyAccount } from './notify.ts';

/** What the buyer was said to have been given back, or to have been paid, has not arrived: they hear it (9.2.cp). */
export async function tellUnrefunded(
  context: TrustContext,
  tx: TrustTransaction,
  { orderId, refundKey, amountFen, asksForCard }: PayloadOf<typeof refundUndone>,
): Promise<void> {
  await addRefund(context, tx, orderId, -amountFen);
  const complaint = await recordUnpaid(context, tx, refundKey);
  const order = await milestoneOf(tx, orderId);
  if (!order?.buyerAccountId) return;
  const what = complaint === null ? '退款' : '赔偿';
  const of = complaint === null ? `订单${order.orderNumber ?? ''}` : `投诉${complaint}`;
  const next = asksForCard
    ? '原来的卡退不进去，请打开订单换一张银行卡收款；不换的，到期由平台转到您的微信零钱'
    : `您不用做什么，平台会重新${complaint === null ? '退' : '付'}给您，到账了再告诉您`;
  await notifyAccount(context, tx, order.buyerAccountId, {
    kind: 'refund-undone',
    title: `${what}还没到账`,
    body: `${of}的${what}${yuan(amountFen)}元，支付机构先说到账了、现在说没有到账。${next}`,
    orderId,
  });
}
