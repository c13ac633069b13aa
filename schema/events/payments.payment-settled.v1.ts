import { defineEvent } from '@heitu/kit/messages/event';

/** The provider confirms the money of a checkout. */
export const paymentSettled = defineEvent<{
  paymentId: string;
  checkoutId: string;
  paidAtMs: number;
  orders: { orderId: string; paidFen: number }[];
}>('payments.payment-settled.v1', { consumers: ['orders'] });
