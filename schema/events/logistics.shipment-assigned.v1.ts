import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A parcel that still stands with its seller has been given to a courier, or to another one. */
export const shipmentAssigned = defineEvent('logistics.shipment-assigned.v1', {
  consumers: ['trust'],
  payload: z.object({
    shipmentId: z.string(),
    orderId: z.string(),
    orderNumber: z.string(),
    sellerPartyId: z.string(),
    carrierPartyId: z.string(),
    courierAccountId: z.string(),
    takeOverDueAtMs: z.int(),
  }),
});
