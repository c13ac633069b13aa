import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';
import { lotStopCause } from './catalog.lot-blocked.v1.ts';

/**
 * A parcel may not go on to its buyer, since a lot in it was blocked or recalled. `holder`: who has the goods in hands
 * at that moment.
 */
export const shipmentStopped = defineEvent('logistics.shipment-stopped.v1', {
  consumers: ['orders', 'trust'],
  payload: z.object({
    shipmentId: z.string(),
    orderId: z.string(),
    orderNumber: z.string(),
    /** Whose exchange it brings; of before, none is named. */
    afterSaleId: z.string().optional(),
    trackingNumber: z.string(),
    sellerPartyId: z.string(),
    carrierPartyId: z.string(),
    courierAccountId: z.string().nullable(),
    holder: z.enum(['seller', 'carrier']),
    lotCode: z.string(),
    cause: lotStopCause,
    /** Who has it is told with all others of its recall (`logistics.parcels-stopped.v1`). */
    isToldTogether: z.literal(true).optional(),
    atMs: z.int(),
  }),
});
