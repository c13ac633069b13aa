import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A cooperative offers a grower a price for a harvest in a pooled lot, or the grower has answered, or has not. */
export const poolMoved = defineEvent('catalog.pool-moved.v1', {
  consumers: ['trust'],
  payload: z.object({
    shareId: z.string(),
    lotId: z.string(),
    lotCode: z.string(),
    partyId: z.string(),
    /** The grower's; null where nobody knows it yet. */
    accountId: z.string().nullable(),
    state: z.enum(['offered', 'agreed', 'declined', 'lapsed']),
    answerDueAtMs: z.int(),
  }),
});
