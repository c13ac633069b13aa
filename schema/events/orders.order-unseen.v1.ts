import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** For some hours of the day nobody of its seller has had a paid order before their eyes. */
export const orderUnseen = defineEvent('orders.order-unseen.v1', {
  consumers: ['trust'],
  payload: z.object({
    orderId: z.string(),
    orderNumber: z.string(),
    partyId: z.string(),
    confirmDueAtMs: z.int(),
  }),
});
