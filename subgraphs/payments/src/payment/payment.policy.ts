import { paymentLifecycle } from './payment.lifecycle.ts';

/** Why the buyer cannot pay this now; null: they can. */
export function whyNotPay(
  { state, expiresAtMs }: { state: string; expiresAtMs: number },
  nowMs: number,
): 'ALREADY_PAID' | 'CHECKOUT_CLOSED' | null {
  if (state === 'paid') return 'ALREADY_PAID';
  return paymentLifecycle.next(state as never, 'begin-close') && nowMs < expiresAtMs ? null : 'CHECKOUT_CLOSED';
}
