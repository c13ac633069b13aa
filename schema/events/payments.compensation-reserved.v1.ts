import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * A compensation takes its money out of what an order was paid with, and is on its way (6.6.d): so much less is left of
 * the order to give back. `payments.refund-completed` says when the buyer has it.
 */
export const compensationReserved = defineEvent('payments.compensation-reserved.v1', {
  consumers: ['orders'],
  payload: z.object({
    refundKey: z.string(),
    orderId: z.string(),
    amountFen: z.int(),
    atMs: z.int(),
    dueAtMs: z.int(),
  }),
});
