import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * The liable party (`partyId`) agrees to compensate: refunded from the order's money where that is its own, else
 * advanced by the operator and claimed from it.
 */
export const compensationDue = defineEvent('trust.compensation-due.v1', {
  consumers: ['payments'],
  payload: z.object({
    complaintId: z.string(),
    orderId: z.string(),
    partyId: z.string(),
    buyerAccountId: z.string(),
    amountFen: z.int(),
    reason: z.string(),
  }),
});
