import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * Nobody paid for the complaint's order, so that there is no payer whom a compensation could reach: nothing was paid,
 * the mediator decides anew (6.6.d).
 */
export const compensationFailed = defineEvent('payments.compensation-failed.v1', {
  consumers: ['trust'],
  payload: z.object({
    complaintId: z.string(),
    orderId: z.string(),
    amountFen: z.int(),
  }),
});
