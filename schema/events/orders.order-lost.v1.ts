import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';
import { owedRefund } from './orders.refund-due.v1.ts';
import { soldLots } from './orders.order-completed.v1.ts';

/**
 * The carrier has an order's goods, or what came back of them, and brought them to nobody: it owes the buyer what they
 * are worth, or what its contract says of that, and the seller is settled as if they had arrived (6.6.d).
 */
export const orderLost = defineEvent('orders.order-lost.v1', {
  consumers: ['payments', 'trust'],
  payload: z.object({
    orderId: z.string(),
    /** What was on its way to the seller, or anew to the buyer (`isNew`); null where it is the order's own parcel. */
    afterSaleId: z.string().nullable(),
    isNew: z.literal(true).optional(),
    orderNumber: z.string(),
    buyerAccountId: z.string(),
    partyId: z.string(),
    carrierPartyId: z.string(),
    /**
     * What the carrier bears of what is lost: of the order what was paid and not promised back, of a return what was
     * asked for it.
     */
    amountFen: z.int(),
    /** Its buyer had paid nothing: the carrier owes it to the seller. */
    toSeller: z.literal(true).optional(),
    /** The rest, where the contract leaves it to the seller. */
    refund: owedRefund.optional(),
    /** What of the order was for delivery. */
    deliveryFen: z.int().optional(),
    /** From which lots each line was filled: of pooled ones growers are paid. */
    soldLots: soldLots.optional(),
  }),
});
