import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** The consumer signed. */
export const shipmentDelivered = defineEvent('logistics.shipment-delivered.v1', {
  consumers: ['orders', 'catalog', 'trust'],
  payload: z.object({
    shipmentId: z.string(),
    orderId: z.string(),
    /** Paid at the door, not before. */
    paysAtDoor: z.literal(true).optional(),
    afterSaleId: z.string().nullable(),
    carrierPartyId: z.string(),
    courierAccountId: z.string(),
    atMs: z.int(),
    inTime: z.boolean(),
    /** Who signed on the courier's screen; absent where the buyer did on their own phone. */
    signer: z.enum(['recipient', 'family', 'neighbour', 'keeper']).optional(),
    /** What the vehicle's loggers read on the way; null where it has none. */
    temperatures: z
      .object({
        celsiusMin: z.number(),
        celsiusMax: z.number(),
        celsiusMean: z.number(),
        fromMs: z.int(),
        toMs: z.int(),
      })
      .nullable()
      .optional(),
    lots: z.array(
      z.object({
        lotId: z.string(),
        units: z.int(),
      }),
    ),
  }),
});
