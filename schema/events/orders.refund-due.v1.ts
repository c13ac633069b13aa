import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** Money to give back; `refundKey` is deterministic, so that the same refund can never be asked for twice. */
export const owedRefund = z.object({
  refundKey: z.string(),
  orderId: z.string(),
  checkoutId: z.string(),
  partyId: z.string(),
  buyerAccountId: z.string(),
  amountFen: z.int(),
  reason: z.string(),
  afterSaleId: z.string().nullable(),
  dueAtMs: z.int(),
  /** Of it, what is of which line of the order; the rest is of its delivery. */
  lines: z.array(z.object({ lineId: z.string(), amountFen: z.int() })).optional(),
});

export const refundDue = defineEvent('orders.refund-due.v1', { consumers: ['payments'], payload: owedRefund });
