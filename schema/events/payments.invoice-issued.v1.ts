import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** The tax authority's platform issued an order's invoice: its buyer is told. */
export const invoiceIssued = defineEvent('payments.invoice-issued.v1', {
  consumers: ['trust'],
  payload: z.object({
    invoiceId: z.string(),
    orderId: z.string(),
    orderNumber: z.string(),
    partyId: z.string(),
    buyerAccountId: z.string(),
    amountFen: z.int(),
    issuedAtMs: z.int(),
  }),
});
