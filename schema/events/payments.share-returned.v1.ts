import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** What somebody got too much of an order is back with its seller; or it did not come back, and the two settle it. */
export const shareReturned = defineEvent('payments.share-returned.v1', {
  consumers: ['orders'],
  payload: z.object({
    orderId: z.string(),
    kind: z.enum(['platform-fee', 'freight', 'commission']),
    /** Who had got it; empty: the platform. */
    partyId: z.string(),
    amountFen: z.int(),
    isBack: z.boolean(),
    atMs: z.int(),
  }),
});
