import { defineEvent } from '@heitu/kit/messages/event';

/**
 * An order's money has arrived at the provider; the seller is to confirm by `confirmDueAtMs`. `isRevived`: it was
 * cancelled as unpaid before its money was found.
 */
export const orderPaid = defineEvent<{
  orderId: string;
  orderNumber: string;
  checkoutId: string;
  buyerAccountId: string;
  partyId: string;
  shopId: string;
  totalFen: number;
  confirmDueAtMs: number;
  isRevived?: true;
}>('orders.order-paid.v1', { consumers: ['trust'] });
