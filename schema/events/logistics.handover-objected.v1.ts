import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** The seller says that what went by their card was not so: the carrier is told, who clears it up. */
export const handoverObjected = defineEvent('logistics.handover-objected.v1', {
  consumers: ['trust'],
  payload: z.object({
    handoverId: z.string(),
    orderId: z.string(),
    orderNumber: z.string(),
    carrierPartyId: z.string(),
    units: z.int(),
    /** Nobody of the seller's handed it over: the card is in wrong hands. */
    nobodyOfOurs: z.boolean(),
    /** After that it lies with the operator too. */
    dueAtMs: z.int(),
  }),
});
