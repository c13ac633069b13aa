import { defineEvent } from '@heitu/kit/messages/event';

/**
 * A payment that the provider had and we had not was entered, by two people of the operator (9.2.cp). `wanted`: orders
 * that still can be bought with it are paid, or all of them give it back.
 */
export const paymentFound = defineEvent<{
  paymentId: string;
  checkoutId: string;
  paidAtMs: number;
  wanted: 'order' | 'refund';
  orders: { orderId: string; paidFen: number }[];
}>('payments.payment-found.v1', { consumers: ['orders'] });
