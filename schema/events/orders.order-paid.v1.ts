import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * An order's money has arrived at the provider; the seller is to confirm by `confirmDueAtMs`. `isRevived`: it was
 * cancelled as unpaid before its money was found.
 */
export const orderPaid = defineEvent('orders.order-paid.v1', {
  consumers: ['trust'],
  payload: z.object({
    orderId: z.string(),
    orderNumber: z.string(),
    checkoutId: z.string(),
    buyerAccountId: z.string(),
    partyId: z.string(),
    shopId: z.string(),
    totalFen: z.int(),
    /** When its buyer ordered; left out by releases of before. */
    placedAtMs: z.int().optional(),
    confirmDueAtMs: z.int(),
    /** Nothing is paid yet: it will be at the door. */
    paysAtDoor: z.literal(true).optional(),
    isRevived: z.literal(true).optional(),
  }),
});
