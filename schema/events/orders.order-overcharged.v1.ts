import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * More was charged than was marked when it was ordered; the difference goes back to the buyer, out of the seller's
 * money.
 */
export const orderOvercharged = defineEvent('orders.order-overcharged.v1', {
  consumers: ['trust'],
  payload: z.object({
    orderId: z.string(),
    orderNumber: z.string(),
    buyerAccountId: z.string(),
    partyId: z.string(),
    kind: z.enum(['goods', 'delivery']),
    goods: z.string(),
    /** For one unit, or for the delivery. */
    chargedFen: z.int(),
    markedFen: z.int(),
    refundFen: z.int(),
  }),
});
