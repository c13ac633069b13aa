import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A buyer asked for an invoice that waits for its seller, who is told by when it is due. */
export const invoiceAsked = defineEvent('payments.invoice-asked.v1', {
  consumers: ['trust'],
  payload: z.object({
    invoiceId: z.string(),
    orderId: z.string(),
    orderNumber: z.string(),
    partyId: z.string(),
    dueAtMs: z.int(),
  }),
});
