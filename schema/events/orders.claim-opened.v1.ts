import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';
import { claimAbout, proposedClaim } from './logistics.shipment-refused.v1.ts';

/**
 * The buyer asks money back for goods that were signed for, and the records say who may have to bear it; or has weighed
 * them, and they are lighter than their label may be.
 */
export const claimOpened = defineEvent('orders.claim-opened.v1', {
  consumers: ['trust'],
  payload: z.object({
    about: claimAbout,
    aboutId: z.string(),
    /** Empty where it was packed so. */
    shipmentId: z.string(),
    orderId: z.string(),
    orderNumber: z.string(),
    buyerAccountId: z.string(),
    claim: proposedClaim,
    /** What was weighed; the photos are orders' files. */
    weighed: z
      .object({
        title: z.string(),
        units: z.int(),
        statedGrams: z.int(),
        allowedGrams: z.number(),
        weighedGrams: z.int(),
        photoIds: z.array(z.string()),
      })
      .optional(),
  }),
});
