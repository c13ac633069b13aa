import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** Somebody at the seller's signed on the courier's screen, vouched for by the seller's card: the seller is told. */
export const handedOverByCard = defineEvent('logistics.handed-over-by-card.v1', {
  consumers: ['trust'],
  payload: z.object({
    handoverId: z.string(),
    shipmentId: z.string(),
    orderId: z.string(),
    orderNumber: z.string(),
    sellerPartyId: z.string(),
    carrierName: z.string(),
    units: z.int(),
    atMs: z.int(),
    /** Until then the seller can say that it was not so. */
    objectByMs: z.int(),
  }),
});
