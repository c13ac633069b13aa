import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';
import { holderPart } from './logistics.shipment-refused.v1.ts';

/**
 * What a claim on a refused parcel comes to, now that the goods are back. The seller's part is refunded out of the
 * order (orders.refund-due); what anybody else bears is paid to the buyer by the rails of compensation, and the seller
 * is settled for so much (6.6.d).
 */
export const claimSettled = defineEvent('orders.claim-settled.v1', {
  consumers: ['payments', 'trust'],
  payload: z.object({
    shipmentId: z.string(),
    orderId: z.string(),
    orderNumber: z.string(),
    buyerAccountId: z.string(),
    partyId: z.string(),
    /** `no-loss`: the seller can sell the goods again; `lost`: they never came back, which the carrier pays as lost. */
    how: z.enum(['paid', 'no-loss', 'lost']),
    shares: z.array(z.object({ part: holderPart, partyId: z.string(), amountFen: z.int(), agreed: z.boolean() })),
  }),
});
