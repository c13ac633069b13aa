import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** Of an order: how many packs of each line came out of which lot, of how many that were bought for so much. */
export const soldLots = z.array(
  z.object({ lineId: z.string(), lotId: z.string(), units: z.int(), quantity: z.int(), lineFen: z.int() }),
);

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
    /** The village station where its buyer fetched it. */
    stationPartyId: z.string().optional(),
    /** From which lots each line was filled: of pooled ones growers are paid. */
    soldLots: soldLots.optional(),
  }),
});
