import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

export const orderCancelled = defineEvent('orders.order-cancelled.v1', {
  consumers: ['trust', 'logistics'],
  payload: z.object({
    orderId: z.string(),
    orderNumber: z.string(),
    buyerAccountId: z.string(),
    partyId: z.string(),
    shopId: z.string(),
    reason: z.enum([
      'unpaid',
      'not-let-through',
      'buyer',
      'seller',
      'not-confirmed-in-time',
      'not-sent-in-time',
      'refused-at-door',
      'not-fetched',
      'nobody-home',
      'paid-too-late',
      'paid-after-cancel',
      'payment-found',
      'lost-unpaid',
      'recalled',
    ]),
    /** It was to be paid at the door: its seller knows of it, paid or not. */
    paysAtDoor: z.literal(true).optional(),
    wasPaid: z.boolean(),
  }),
});
