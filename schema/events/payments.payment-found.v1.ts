import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * A payment that the provider had and we had not was entered, by two people of the operator (9.2.cp). `wanted`: orders
 * that still can be bought with it are paid, or all of them give it back.
 */
export const paymentFound = defineEvent('payments.payment-found.v1', {
  consumers: ['orders'],
  payload: z.object({
    paymentId: z.string(),
    checkoutId: z.string(),
    paidAtMs: z.int(),
    wanted: z.enum(['order', 'refund']),
    orders: z.array(
      z.object({
        orderId: z.string(),
        paidFen: z.int(),
      }),
    ),
  }),
});
