import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** What a courier fetched for a return or an exchange was brought to nobody for weeks: it counts as lost (8.6.ci). */
export const collectionLost = defineEvent('logistics.collection-lost.v1', {
  consumers: ['orders'],
  payload: z.object({
    collectionId: z.string(),
    afterSaleId: z.string(),
    orderId: z.string(),
    carrierPartyId: z.string(),
    /** Of what is lost, what the carrier bears by its contract, in thousandths; all where nothing is said. */
    carrierPermille: z.int().optional(),
    atMs: z.int(),
  }),
});
