import { chinaDate } from '@heitu/kit/rules/calendar';
import { yuan } from '@heitu/kit/rules/money';
import type { PaymentState } from './payment.lifecycle.ts';

/** A payment, or the part of it that one order is; fen. */
export interface MoneyFacts {
  state: PaymentState;
  totalFen: number;
  /** Of what was paid: given back; promised back and on its way; promised, but the provider says no for now. */
  refundedFen: number;
  refundingFen: number;
  failedFen: number;
  /** Of what is neither: shared out to sellers. The rest lies with the provider. */
  settledFen: number;
  /** Paid to the buyer by the platform out of its own money, on top of these. */
  advancedFen: number;
  /** By then what is on its way must have arrived. */
  refundDueAtMs: number | null;
}

const UNPAID: Readonly<Record<Exclude<PaymentState, 'paid'>, string>> = {
  created: '还没有收到您的付款。如果您已经付了款，请查询付款结果，平台会立即向支付机构核实。',
  prepared: '还没有收到您的付款。如果您已经付了款，请查询付款结果，平台会立即向支付机构核实。',
  closing: '正在向支付机构确认这笔款项。您没有付款的，不会扣款；已经付款的，会记到订单上或原路退回。',
  closed: '没有收您的钱，这次付款已关闭。关闭后仍到账的，会原路退回。',
};

/** Where a buyer's money is, in a sentence (9.2.co). */
export function moneyText({
  state,
  totalFen,
  refundedFen,
  refundingFen,
  failedFen,
  settledFen,
  advancedFen,
  refundDueAtMs,
}: MoneyFacts): string {
  if (state !== 'paid') return UNPAID[state];
  const heldFen = totalFen - refundedFen - refundingFen - failedFen - settledFen;
  const places = [
    heldFen > 0 && `${yuan(heldFen)}元由支付机构保管，交易完成后才结算给商家`,
    settledFen > 0 && `${yuan(settledFen)}元已结算给商家`,
    refundedFen > 0 && `${yuan(refundedFen)}元已原路退回`,
    refundingFen > 0 &&
      `${yuan(refundingFen)}元正在原路退回${refundDueAtMs === null ? '' : `，最迟${chinaDate(refundDueAtMs)}到账`}`,
    failedFen > 0 && `${yuan(failedFen)}元退款未成功，正在人工处理`,
  ].filter(Boolean);
  const advanced = advancedFen > 0 ? `另外赔付您${yuan(advancedFen)}元，已到账。` : '';
  return `您付的${yuan(totalFen)}元已收到：${places.join('；')}。${advanced}`;
}
