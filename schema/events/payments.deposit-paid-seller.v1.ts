import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** What a party owed a seller was paid out of what it had put up (6.6.d): both hear of it. */
export const depositPaidSeller = defineEvent('payments.deposit-paid-seller.v1', {
  consumers: ['trust'],
  payload: z.object({
    recoveryId: z.string(),
    orderId: z.string(),
    creditorPartyId: z.string(),
    debtorPartyId: z.string(),
    amountFen: z.int(),
    /** What of the debt is still owed. */
    leftFen: z.int(),
    /** What of the deposit is left, and what its contract asks for. */
    heldFen: z.int(),
    requiredFen: z.int(),
    /** By when it is to be filled up; null where it covers what was agreed. */
    fillUpDueAtMs: z.int().nullable(),
  }),
});
