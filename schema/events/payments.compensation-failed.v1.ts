import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * A complaint's compensation, or its advance, is more than what is left of the order's payment: nothing was paid, the
 * mediator decides anew (6.6.d).
 */
export const compensationFailed = defineEvent('payments.compensation-failed.v1', {
  consumers: ['trust'],
  payload: z.object({
    complaintId: z.string(),
    orderId: z.string(),
    amountFen: z.int(),
  }),
});
