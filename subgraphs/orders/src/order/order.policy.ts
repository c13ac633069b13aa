import type { OrderPayment } from '@heitu/events/orders.order-ready.v1';
import { must } from '@heitu/kit/rules/checked';
import { addWorkingDays, chinaDate, endOfChinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { afterWakingHours, beforeTheNight } from '@heitu/kit/rules/waking-hours';
import { inWorkingDays, LOT_STOP_CAUSES, WORKING_DAYS, type LotStopCause } from '@heitu/standard';
import type { Cause } from '../after-sale/after-sale.policy.ts';
import { DELIVERED_STATES, type OrderState } from './order.lifecycle.ts';
import { KNOWN_BUYER } from './unpaid.policy.ts';

/** How long an order of a known buyer waits for its payment. */
export const PAYMENT_WINDOW_MS = KNOWN_BUYER.payWithinMs;
/** Within so many working days of being placed, not of being paid, the seller confirms. */
export const confirmation = {
  workingDays: WORKING_DAYS.confirmOrder.days,
  seenWithinHours: 2,
  remindBeforeMs: 4 * HOUR_MS,
  awakeForMs: HOUR_MS,
  clause: '7.5.w',
} as const;
/** A promised refund reaches the buyer within so many working days. */
export const refundTime = { workingDays: WORKING_DAYS.refundArrives.days, clause: '7.6.aa' } as const;
/** Days for a return without reason; the first is the day after signing (网络购买商品七日无理由退货暂行办法). */
export const RETURN_DAYS = 7;
/** Trade records are kept three years from completion (电子商务法 31); after that nobody needs to know where it was sent. */
export const RECORDS_KEPT_DAYS = 3 * 365 + 1;

/** So many hours later, of which those of days off do not count; at most a day of them. */
function afterWorkingHours(fromMs: number, hours: number): number {
  const startMs = addWorkingDays(fromMs, 0);
  const endMs = startMs + hours * HOUR_MS;
  const overMs = endMs - endOfChinaDate(chinaDate(startMs));
  return overMs <= 0 ? endMs : startOfChinaDate(chinaDate(addWorkingDays(startMs, 1))) + overMs;
}
/** By the clause's day at the latest; sooner where the seller's contract says so. */
export const confirmDueAtMs = (placedAtMs: number, agreedHours?: number): number => {
  const lastMs = addWorkingDays(placedAtMs, confirmation.workingDays);
  return agreedHours === undefined ? lastMs : Math.min(lastMs, afterWorkingHours(placedAtMs, agreedHours));
};
/** While people are awake to hear it: an order that ends in the morning is reminded of on the evening before. */
export const remindAtMs = (placedAtMs: number, agreedHours?: number): number =>
  Math.max(
    placedAtMs,
    beforeTheNight(confirmDueAtMs(placedAtMs, agreedHours) - confirmation.remindBeforeMs, confirmation.awakeForMs),
  );
/** Then whoever has not seen it is told again, and not by WeChat alone. */
export const nudgeAtMs = (placedAtMs: number, agreedHours?: number): number =>
  Math.min(afterWakingHours(placedAtMs, confirmation.seenWithinHours), remindAtMs(placedAtMs, agreedHours));
/** By when an order that is placed now is seen and confirmed. */
export const confirmTimes = (placedAtMs: number, agreedHours?: number) => ({
  confirmDueAtMs: confirmDueAtMs(placedAtMs, agreedHours),
  nudgeAtMs: nudgeAtMs(placedAtMs, agreedHours),
  remindAtMs: remindAtMs(placedAtMs, agreedHours),
});
/** Within the time of the seller's contract, and of the platform's promise where that says nothing. */
export const refundDueAtMs = (nowMs: number, agreedWorkingDays?: number): number =>
  addWorkingDays(nowMs, agreedWorkingDays ?? refundTime.workingDays);
/** The end of the seventh day after the day of signing, China time. */
export const returnEndsAtMs = (deliveredAtMs: number): number =>
  endOfChinaDate(chinaDate(deliveredAtMs)) + RETURN_DAYS * DAY_MS;

/** `H20261125` and eight characters of the id: readable on a parcel, unique with the column's own key. */
export const orderNumber = (id: string, placedAtMs: number): string =>
  `H${chinaDate(placedAtMs).replaceAll('-', '')}${id.slice(-8)}`;

/** `东北大米 5千克 等2种` */
export function orderTitle(lines: readonly { title: string; specification: string }[]): string {
  const { title, specification } = must(lines[0], 'a line of the order');
  const first = `${title} ${specification}`.trim();
  return (lines.length > 1 ? `${first.slice(0, 80)} 等${lines.length}种` : first).slice(0, 100);
}

/** Why an order ended without delivery, as people read it. */
export const CANCEL_REASONS = {
  unpaid: '超时未付款',
  'not-let-through': '付款没有通过安全核实',
  buyer: '买家取消',
  seller: '商家取消',
  'not-confirmed-in-time': `商家未在${inWorkingDays('confirmOrder')}内确认`,
  'not-sent-in-time': '一直没发货，自动取消',
  'refused-at-door': '买家拒收',
  'not-fetched': '买家没有到站取货',
  'nobody-home': '两次上门没人',
  'paid-too-late': '付款太晚',
  'payment-found': '对账时才查到付款，原路退回',
  'lost-unpaid': '配送途中丢失，没有付款',
  recalled: '货被召回',
  'paid-after-cancel': '买家取消；取消后到账的货款原路退回',
} as const;
export type CancelReason = keyof typeof CANCEL_REASONS;
/**
 * Why money goes back: the order's end, an after-sale request's cause, a short weight, a charge above the label, what a
 * complaint came to, or the seller's part of a loss.
 */
export type RefundReason = CancelReason | Cause | 'short-weight' | 'overcharged' | 'compensation' | 'lost';

/** What stands with an order of which a lot was blocked or recalled, for its buyer and its seller. */
export function stopText(lotCode: string, cause: LotStopCause, state: OrderState): string {
  const what = `批次${lotCode}${LOT_STOP_CAUSES[cause]}`;
  if (!DELIVERED_STATES.includes(state))
    return `${what}，这一单已停止配送；如果货已经到手，请不要食用。货由手里有货的商家或配送单位退回封存`;
  if (cause === 'recalled') return `${what}，请不要食用，把货收好；货款全额退回，不用申请，还在的上门取`;
  return cause === 'short-measure'
    ? `${what}，请核对分量，少了可以申请售后`
    : `${what}，请不要食用，把货收好，从订单里申请售后或投诉`;
}

/** It was to be paid at the door, and nobody has: its buyer owes nothing, and is owed nothing. */
export const isUnpaidAtDoor = ({ payment, paidFen }: { payment: OrderPayment; paidFen: number }): boolean =>
  payment === 'at-door' && paidFen === 0;
