import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** Unpaid past its time: close it at the provider, then say so with payment-closed. */
export const checkoutExpired = defineEvent('orders.checkout-expired.v1', {
  consumers: ['payments'],
  payload: z.object({
    checkoutId: z.string(),
  }),
});
