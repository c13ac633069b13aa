import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';
import { holderPart } from './logistics.shipment-refused.v1.ts';

/** It is settled who bears how much of what a refused parcel was worth: agreed, left unanswered, or decided. */
export const claimDecided = defineEvent('trust.claim-decided.v1', {
  consumers: ['orders'],
  payload: z.object({
    claimId: z.string(),
    shipmentId: z.string(),
    orderId: z.string(),
    /** Who bears how much; a thousand together. `agreed`: not against what the party said. */
    shares: z.array(z.object({ part: holderPart, partyId: z.string(), permille: z.int(), agreed: z.boolean() })),
  }),
});
