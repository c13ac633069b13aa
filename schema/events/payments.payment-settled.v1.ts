import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** The provider confirms the money of a checkout. */
export const paymentSettled = defineEvent('payments.payment-settled.v1', {
  consumers: ['orders'],
  payload: z.object({
    paymentId: z.string(),
    checkoutId: z.string(),
    paidAtMs: z.int(),
    orders: z.array(
      z.object({
        orderId: z.string(),
        paidFen: z.int(),
      }),
    ),
  }),
});
