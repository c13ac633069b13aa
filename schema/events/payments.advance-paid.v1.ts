import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * The operator paid the consumer first; a recovery from the liable party (`partyId`), which refused or from which the
 * provider cannot take it, is open (6.6.d).
 */
export const advancePaid = defineEvent('payments.advance-paid.v1', {
  consumers: ['trust'],
  payload: z.object({
    advanceId: z.string(),
    recoveryId: z.string(),
    complaintId: z.string(),
    orderId: z.string(),
    partyId: z.string(),
    amountFen: z.int(),
    /** Beside it, what the liable party's deposit paid: it was not enough for all of it. */
    fromDepositFen: z.int().optional(),
    /** The refund that no card of the buyer took, where it was paid in its place, or into the seller's bank. */
    insteadOfRefundId: z.string().optional(),
    /** It was told of before, and had not arrived; now it has. Whoever owes it owes what it owed. */
    again: z.literal(true).optional(),
  }),
});
