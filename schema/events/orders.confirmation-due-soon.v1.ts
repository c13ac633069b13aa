import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A paid order must be confirmed by `confirmDueAtMs` or it is cancelled: remind its seller (7.5.w). */
export const confirmationDueSoon = defineEvent('orders.confirmation-due-soon.v1', {
  consumers: ['trust'],
  payload: z.object({
    orderId: z.string(),
    orderNumber: z.string(),
    partyId: z.string(),
    shopId: z.string(),
    confirmDueAtMs: z.int(),
    /** Nobody on its side has had it before their eyes: then others are told, too. */
    isUnseen: z.literal(true).optional(),
  }),
});
