import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** Past the return window: the seller can be settled. */
export const orderCompleted = defineEvent('orders.order-completed.v1', {
  consumers: ['payments', 'trust'],
  payload: z.object({
    orderId: z.string(),
    checkoutId: z.string(),
    partyId: z.string(),
    shopId: z.string(),
    buyerAccountId: z.string(),
    totalFen: z.int(),
    refundedFen: z.int(),
    /** What of the total was for delivery. */
    deliveryFen: z.int().optional(),
    /** Who brought it. */
    carrierPartyId: z.string().optional(),
  }),
});
