import { defineEvent } from '@heitu/kit/messages/event';

/** A paid order must be confirmed by `confirmDueAtMs` or it is cancelled: remind its seller (7.5.w). */
export const confirmationDueSoon = defineEvent<{
  orderId: string;
  orderNumber: string;
  partyId: string;
  shopId: string;
  confirmDueAtMs: number;
}>('orders.confirmation-due-soon.v1', { consumers: ['trust'] });
