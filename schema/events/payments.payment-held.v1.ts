import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A safety rule holds a payment: its order and its goods wait until somebody, or a rule, has decided. */
export const paymentHeld = defineEvent('payments.payment-held.v1', {
  consumers: ['orders'],
  payload: z.object({ checkoutId: z.string(), keepUntilMs: z.int() }),
});
