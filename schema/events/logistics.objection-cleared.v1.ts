import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** The carrier has said what became of a seller's objection to a handover by card: the seller is told. */
export const objectionCleared = defineEvent('logistics.objection-cleared.v1', {
  consumers: ['trust'],
  payload: z.object({
    handoverId: z.string(),
    orderId: z.string(),
    orderNumber: z.string(),
    sellerPartyId: z.string(),
    carrierName: z.string(),
  }),
});
