import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * A parcel that nobody moved for weeks has ended by itself: it was never fetched from its seller, or whoever had it
 * brought it neither to the buyer nor back.
 */
export const shipmentEnded = defineEvent('logistics.shipment-ended.v1', {
  consumers: ['orders'],
  payload: z.object({
    shipmentId: z.string(),
    orderId: z.string(),
    /** Whose exchange it brings; null where it is the order's own. */
    afterSaleId: z.string().nullable(),
    carrierPartyId: z.string(),
    /** Of what is lost, what the carrier bears by its contract, in thousandths; all where nothing is said. */
    carrierPermille: z.int().optional(),
    how: z.enum(['never-fetched', 'lost']),
    atMs: z.int(),
  }),
});
