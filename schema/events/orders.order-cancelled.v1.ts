import { defineEvent } from '@heitu/kit/messages/event';

export const orderCancelled = defineEvent<{
  orderId: string;
  orderNumber: string;
  buyerAccountId: string;
  partyId: string;
  shopId: string;
  reason:
    | 'unpaid'
    | 'buyer'
    | 'seller'
    | 'not-confirmed-in-time'
    | 'refused-at-door'
    | 'paid-too-late'
    | 'paid-after-cancel'
    | 'payment-found';
  wasPaid: boolean;
}>('orders.order-cancelled.v1', { consumers: ['trust', 'logistics'] });
