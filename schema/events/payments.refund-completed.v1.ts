import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

export const refundCompleted = defineEvent('payments.refund-completed.v1', {
  consumers: ['orders', 'trust'],
  payload: z.object({
    refundId: z.string(),
    refundKey: z.string(),
    orderId: z.string(),
    afterSaleId: z.string().nullable(),
    amountFen: z.int(),
    atMs: z.int(),
    inTime: z.boolean(),
    /** The way back was closed: the platform transferred it instead. */
    byTransfer: z.literal(true).optional(),
  }),
});
