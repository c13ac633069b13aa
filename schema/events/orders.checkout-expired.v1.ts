import { defineEvent } from '@heitu/kit/messages/event';

/** Unpaid past its time: close it at the provider, then say so with payment-closed. */
export const checkoutExpired = defineEvent<{ checkoutId: string }>('orders.checkout-expired.v1', {
  consumers: ['payments'],
});
