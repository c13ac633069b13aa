import { defineEvent } from '@heitu/kit/event';

/** An order's money has arrived at the provider; the seller is to confirm by `confirmDueAtMs`. */
export const orderPaid = defineEvent<{ orderId: string; orderNumber: string; checkoutId: string; buyerAccountId: string; partyId: string; shopId: string; totalFen: number; confirmDueAtMs: number }>(
  'orders.order-paid.v1',
  { consumers: ['trust'] },
);
