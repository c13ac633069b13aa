import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';
import { proposedClaim } from './logistics.shipment-refused.v1.ts';

/**
 * A parcel was signed for, and the thermometers say that it was out of its range on the way, long enough for an alarm:
 * where its buyer asks money back for its quality, whoever had it then is proposed to bear it. Sent again where
 * readings that come late say more.
 */
export const breachFound = defineEvent('logistics.breach-found.v1', {
  consumers: ['orders'],
  payload: z.object({
    shipmentId: z.string(),
    orderId: z.string(),
    /** Of an exchange's second parcel, the request that it was sent for. */
    afterSaleId: z.string().optional(),
    atMs: z.int(),
    claim: proposedClaim,
  }),
});
