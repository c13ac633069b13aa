import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A payment that a safety rule held is let through, or it is not: then its checkout ends. */
export const holdDecided = defineEvent('payments.hold-decided.v1', {
  consumers: ['orders', 'trust'],
  payload: z.object({
    checkoutId: z.string(),
    buyerAccountId: z.string(),
    released: z.boolean(),
    payUntilMs: z.int(),
  }),
});
