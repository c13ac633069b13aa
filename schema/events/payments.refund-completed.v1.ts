import { defineEvent } from '@heitu/kit/messages/event';

export const refundCompleted = defineEvent<{
  refundId: string;
  refundKey: string;
  orderId: string;
  afterSaleId: string | null;
  amountFen: number;
  atMs: number;
  inTime: boolean;
}>('payments.refund-completed.v1', { consumers: ['orders', 'trust'] });
