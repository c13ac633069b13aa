import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';
import { owedRefund } from './orders.refund-due.v1.ts';
import { soldLots } from './orders.order-completed.v1.ts';
import { claimAbout, holderPart } from './logistics.shipment-refused.v1.ts';

/**
 * What a claim comes to: the refused goods are back, or the refund of the request is due. The seller's part is refunded
 * out of the order; what anybody else bears is paid to the buyer by the rails of compensation, and the seller is
 * settled for so much (6.6.d). All parts are told at once: where a compensation has left less of the order, payments
 * divides that.
 */
export const claimSettled = defineEvent('orders.claim-settled.v1', {
  consumers: ['payments', 'trust'],
  payload: z.object({
    shipmentId: z.string(),
    about: claimAbout.optional(),
    aboutId: z.string().optional(),
    orderId: z.string(),
    orderNumber: z.string(),
    buyerAccountId: z.string(),
    partyId: z.string(),
    /**
     * `no-loss`: the seller can sell the goods again, or nothing is refunded; `lost`: they never came back, which the
     * carrier pays as lost.
     */
    how: z.enum(['paid', 'no-loss', 'lost']),
    shares: z.array(z.object({ part: holderPart, partyId: z.string(), amountFen: z.int(), agreed: z.boolean() })),
    /**
     * Its buyer had paid nothing, or has it back from the seller: what others bear they owe its seller; the seller's
     * part is its own loss.
     */
    toSeller: z.literal(true).optional(),
    /** The seller's part; its refund-due follows, and is the same refund. */
    refund: owedRefund.optional(),
    /** From which lots each line was filled: of pooled ones growers are paid. */
    soldLots: soldLots.optional(),
  }),
});
