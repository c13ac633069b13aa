import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';
import { lotStopCause } from './catalog.lot-blocked.v1.ts';

/**
 * A lot that this order was filled from was blocked or recalled after it was picked. `isDelivered`: the goods are with
 * the buyer; otherwise no parcel of it may go on. It is told of the order, so that it comes after the parcel's own
 * event, and never before the parcel is known.
 */
export const orderStopped = defineEvent('orders.order-stopped.v1', {
  consumers: ['logistics', 'trust'],
  payload: z.object({
    orderId: z.string(),
    orderNumber: z.string(),
    buyerAccountId: z.string(),
    partyId: z.string(),
    lotId: z.string(),
    lotCode: z.string(),
    goods: z.string(),
    cause: lotStopCause,
    isDelivered: z.boolean(),
    atMs: z.int(),
  }),
});
