import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** The provider confirms that this checkout can no longer be paid: only now may its stock be released. */
export const paymentClosed = defineEvent('payments.payment-closed.v1', {
  consumers: ['orders'],
  payload: z.object({
    checkoutId: z.string(),
  }),
});
