import { defineEvent } from '@heitu/kit/messages/event';

/** The provider confirms that this checkout can no longer be paid: only now may its stock be released. */
export const paymentClosed = defineEvent<{ checkoutId: string }>('payments.payment-closed.v1', {
  consumers: ['orders'],
});
