import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * Refused at the door with a reason; the goods go back. `note` only in events of before: what people write is asked of
 * logistics.
 */
export const shipmentRefused = defineEvent('logistics.shipment-refused.v1', {
  consumers: ['orders', 'trust'],
  payload: z.object({
    shipmentId: z.string(),
    orderId: z.string(),
    carrierPartyId: z.string(),
    reason: z.string(),
    note: z.string().optional(),
    atMs: z.int(),
  }),
});
