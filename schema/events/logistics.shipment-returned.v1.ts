import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * Refused goods are back at the seller, checked: `resellable` units may go back to stock. `saidBySeller`: the seller
 * looked; a carrier's word does not end the seller's claim.
 */
export const shipmentReturned = defineEvent('logistics.shipment-returned.v1', {
  consumers: ['orders', 'catalog'],
  payload: z.object({
    shipmentId: z.string(),
    orderId: z.string(),
    resellable: z.boolean(),
    saidBySeller: z.literal(true).optional(),
    atMs: z.int(),
    lots: z.array(
      z.object({
        lotId: z.string(),
        units: z.int(),
      }),
    ),
  }),
});
