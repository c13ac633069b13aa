import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** What refund-completed said was not so: the buyer has nothing yet, and refund-completed comes again once they do. */
export const refundUndone = defineEvent('payments.refund-undone.v1', {
  consumers: ['orders', 'trust'],
  payload: z.object({
    refundId: z.string(),
    refundKey: z.string(),
    orderId: z.string(),
    amountFen: z.int(),
    atMs: z.int(),
    /** The buyer's card takes nothing: they name another, or wait for a transfer. */
    asksForCard: z.literal(true).optional(),
    /** The platform had paid it first, as a compensation. */
    advanced: z.literal(true).optional(),
  }),
});
