import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A party's papers expired, were renewed, or it was suspended or released: whether it may do business now. */
export const partyStandingChanged = defineEvent('sellers.party-standing-changed.v1', {
  consumers: ['logistics', 'payments', 'trust'],
  payload: z.object({
    partyId: z.string(),
    partyKind: z.string(),
    inGoodStanding: z.boolean(),
    reason: z.string(),
    clause: z.string().nullable(),
  }),
});
