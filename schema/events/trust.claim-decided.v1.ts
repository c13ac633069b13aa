import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';
import { claimAbout, holderPart } from './logistics.shipment-refused.v1.ts';

/** It is settled who bears how much of a claim: agreed, left unanswered, or decided. */
export const claimDecided = defineEvent('trust.claim-decided.v1', {
  consumers: ['orders'],
  payload: z.object({
    claimId: z.string(),
    shipmentId: z.string(),
    /** What it is about, where that is no refused parcel, and which one. */
    about: claimAbout.optional(),
    aboutId: z.string().optional(),
    orderId: z.string(),
    /** Who bears how much; a thousand together. `agreed`: not against what the party said. */
    shares: z.array(z.object({ part: holderPart, partyId: z.string(), permille: z.int(), agreed: z.boolean() })),
  }),
});
