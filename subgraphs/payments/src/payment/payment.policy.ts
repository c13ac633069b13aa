import { paymentLifecycle, type PaymentState } from './payment.lifecycle.ts';

/** Why the buyer cannot pay this now; null: they can. */
export function whyNotPay(
  payment: { state: PaymentState; expiresAtMs: number },
  nowMs: number,
): 'ALREADY_PAID' | 'CHECKOUT_CLOSED' | null {
  if (payment.state === 'paid') return 'ALREADY_PAID';
  return paymentLifecycle.available(payment, ['buyer'], nowMs).includes('pay') ? null : 'CHECKOUT_CLOSED';
}
