import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';
import { proposedClaim } from './logistics.shipment-refused.v1.ts';

/**
 * Returned goods were checked against the list with the seller at the return centre and both signed (8.6.ci, 7.6.x-z).
 * `note` only in events of before: what people write is asked of logistics.
 */
export const collectionHandedOver = defineEvent('logistics.collection-handed-over.v1', {
  consumers: ['orders'],
  payload: z.object({
    collectionId: z.string(),
    afterSaleId: z.string(),
    orderId: z.string(),
    atMs: z.int(),
    conditionOk: z.boolean(),
    note: z.string().optional(),
    /** Both signed that it is no more as it left its buyer: who had it since then. Orders knows what it is worth. */
    claim: proposedClaim.optional(),
  }),
});
