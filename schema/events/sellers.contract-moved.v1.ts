import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A contract was filed, answered or has ended: whoever it waits for, and whoever waited, is to hear of it. */
export const contractMoved = defineEvent('sellers.contract-moved.v1', {
  consumers: ['trust'],
  payload: z.object({
    contractId: z.string(),
    number: z.string(),
    title: z.string(),
    /** Who filed it, and the other side. */
    partyId: z.string(),
    withPartyId: z.string(),
    /** The platform's people sign for the other side. */
    atPlatform: z.boolean(),
    to: z.enum(['offered', 'signed', 'declined', 'withdrawn', 'lapsed', 'expired']),
    validUntilOn: z.string(),
    atMs: z.int(),
  }),
});
