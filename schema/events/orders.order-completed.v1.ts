import { defineEvent } from '@heitu/kit/messages/event';

/** Past the return window: the seller can be settled. */
export const orderCompleted = defineEvent<{
  orderId: string;
  checkoutId: string;
  partyId: string;
  shopId: string;
  buyerAccountId: string;
  totalFen: number;
  refundedFen: number;
}>('orders.order-completed.v1', { consumers: ['payments', 'trust'] });
