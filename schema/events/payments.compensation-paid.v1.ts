import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** The consumer has a compensation out of the liable party's deposit: nothing is left to claim (6.6.d). */
export const compensationPaid = defineEvent('payments.compensation-paid.v1', {
  consumers: ['trust'],
  payload: z.object({
    complaintId: z.string(),
    orderId: z.string(),
    /** Who was liable, and paid. */
    partyId: z.string(),
    amountFen: z.int(),
  }),
});
