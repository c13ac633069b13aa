import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** The seller instructs the carrier to collect a return or an exchange (8.6.ch). */
export const collectionDue = defineEvent('orders.collection-due.v1', {
  consumers: ['logistics'],
  payload: z.object({
    afterSaleId: z.string(),
    orderId: z.string(),
    kind: z.enum(['return', 'exchange']),
    buyerAccountId: z.string(),
    partyId: z.string(),
    carrierPartyId: z.string(),
    refundFen: z.int(),
    lines: z.array(
      z.object({
        skuId: z.string(),
        title: z.string(),
        units: z.int(),
        accessories: z.string(),
      }),
    ),
  }),
});
