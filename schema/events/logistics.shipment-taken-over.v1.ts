import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * Both sides signed the goods document: the goods are in the carrier's hands. Express details are for WeChat's shipping
 * information.
 */
export const shipmentTakenOver = defineEvent('logistics.shipment-taken-over.v1', {
  consumers: ['orders', 'catalog', 'trust'],
  payload: z.object({
    shipmentId: z.string(),
    handoverId: z.string(),
    orderId: z.string(),
    /** Paid at the door, not before. */
    paysAtDoor: z.literal(true).optional(),
    afterSaleId: z.string().nullable(),
    carrierPartyId: z.string(),
    trackingNumber: z.string(),
    atMs: z.int(),
    productTemperatureCelsius: z.number().nullable(),
    lots: z.array(
      z.object({
        lotId: z.string(),
        units: z.int(),
      }),
    ),
  }),
});
