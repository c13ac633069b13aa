import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * The platform's own people did not decide on a complaint in time: the platform compensates the consumer out of its own
 * money, and claims it from nobody (6.6.d).
 */
export const platformOwes = defineEvent('trust.platform-owes.v1', {
  consumers: ['payments'],
  payload: z.object({
    complaintId: z.string(),
    orderId: z.string(),
    /** Nobody: the platform itself. */
    partyId: z.literal(''),
    buyerAccountId: z.string(),
    amountFen: z.int(),
    reason: z.string(),
  }),
});
