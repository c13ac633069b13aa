import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** The operator withdrew unlawful information; the publisher is to be penalised (6.5.b). */
export const itemWithdrawn = defineEvent('catalog.item-withdrawn.v1', {
  consumers: ['trust'],
  sealed: ['reason'],
  payload: z.object({
    productId: z.string(),
    partyId: z.string(),
    reason: z.string(),
    clause: z.string(),
    /** The look that found it: where its block is lifted, so is the warning. */
    lookId: z.string().optional(),
  }),
});
