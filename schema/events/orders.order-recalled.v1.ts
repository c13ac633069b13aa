import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * Lots that this order was filled from were called back after they were picked: no parcel with one of them goes on. It
 * is told of the order, as `orders.order-stopped.v1` is where a lot was only blocked. Only in outboxes of before:
 * orders are told of together (`orders.orders-recalled.v1`).
 */
export const orderRecalled = defineEvent('orders.order-recalled.v1', {
  consumers: ['logistics'],
  payload: z.object({
    orderId: z.string(),
    lots: z.array(z.object({ lotId: z.string(), lotCode: z.string() })),
  }),
});
