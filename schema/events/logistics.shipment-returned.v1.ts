import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** Refused goods are back at the seller, checked: `resellable` units may go back to stock. */
export const shipmentReturned = defineEvent('logistics.shipment-returned.v1', {
  consumers: ['orders', 'catalog'],
  payload: z.object({
    shipmentId: z.string(),
    orderId: z.string(),
    resellable: z.boolean(),
    atMs: z.int(),
    lots: z.array(
      z.object({
        lotId: z.string(),
        units: z.int(),
      }),
    ),
  }),
});
