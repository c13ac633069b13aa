import type { RefundVerdict } from '../refund/refund.policy.ts';
import type { NoticeRefusal } from '../wechatpay/payment-channel.ts';
import { paymentLifecycle, type PaymentState } from './payment.lifecycle.ts';

/** What the provider's word does to a payment. */
export type PaidVerdict = 'unknown-order' | 'paid' | 'already-known' | 'not-paid' | 'does-not-match';
/** What becomes of a question to the provider; `unknown`: it gave no answer that can be believed. */
export type ProviderAnswer = PaidVerdict | 'unknown' | 'not-found';
/** What a notice is about; `unknown`: it is not known to be the provider's. */
export type NoticeKind = 'payment' | 'refund' | 'unknown';
export type NoticeVerdict = PaidVerdict | RefundVerdict | NoticeRefusal;

/** Why the buyer cannot pay this now; null: they can. */
export function whyNotPay(
  payment: { state: PaymentState; expiresAtMs: number },
  nowMs: number,
): 'ALREADY_PAID' | 'CHECKOUT_CLOSED' | null {
  if (payment.state === 'paid') return 'ALREADY_PAID';
  return paymentLifecycle.available(payment, ['buyer'], nowMs).includes('pay') ? null : 'CHECKOUT_CLOSED';
}
