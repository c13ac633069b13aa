import { defineEvent } from '@heitu/kit/messages/event';

/** Money to give back; `refundKey` is deterministic, so that the same refund can never be asked for twice. */
export const refundDue = defineEvent<{
  refundKey: string;
  orderId: string;
  checkoutId: string;
  partyId: string;
  buyerAccountId: string;
  amountFen: number;
  reason: string;
  afterSaleId: string | null;
  dueAtMs: number;
}>('orders.refund-due.v1', { consumers: ['payments'] });
