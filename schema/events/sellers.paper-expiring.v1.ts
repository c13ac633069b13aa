import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * A paper of a party, or of one of its suppliers, ends soon: `accountId` is the party's owner, `documentTitle` Chinese,
 * `validUntil` the last day. Once for each paper, unless a newer one of its kind lasts longer.
 */
export const paperExpiring = defineEvent('sellers.paper-expiring.v1', {
  consumers: ['trust'],
  payload: z.object({
    partyId: z.string(),
    accountId: z.string(),
    documentTitle: z.string(),
    validUntil: z.string(),
    /** Where and with whom it was filed, of a farmer who came to a station; else null. */
    station: z
      .object({ partyId: z.string(), name: z.string(), agentAccountId: z.string(), farmerName: z.string() })
      .nullish(),
  }),
});
