import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** The liable party refuses: the operator advances the compensation (6.6.d). */
export const advanceDue = defineEvent('trust.advance-due.v1', {
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
