import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * A filing went back to its people, or was refused. `accountId` applied for it. What is wrong with it stays sealed
 * where it was written: whoever tells of it asks for it.
 */
export const filingReturned = defineEvent('sellers.filing-returned.v1', {
  consumers: ['trust'],
  payload: z.object({
    filingId: z.string(),
    partyId: z.string(),
    accountId: z.string(),
    /** Not to be completed and handed in again. */
    isRefused: z.boolean(),
    /** Where and with whom it was filed, of a farmer who came to a station; else null. */
    station: z.object({ partyId: z.string(), name: z.string(), agentAccountId: z.string() }).nullable(),
  }),
});
