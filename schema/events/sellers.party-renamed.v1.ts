import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * A party's name was put right (PIPL 46). `partyName` is what everybody may know it by; the name itself, and those that
 * were wrong, are asked for (`correctedNames`).
 */
export const partyRenamed = defineEvent('sellers.party-renamed.v1', {
  consumers: ['catalog', 'logistics', 'payments', 'trust'],
  payload: z.object({
    partyId: z.string(),
    partyKind: z.string(),
    partyName: z.string(),
    /** Who filed it. */
    accountId: z.string(),
    /** As whom sellers have it on file: each with the seller that buys from it. */
    suppliers: z.array(z.object({ supplierId: z.string(), sellerPartyId: z.string() })),
  }),
});
