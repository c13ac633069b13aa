import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** Goods are to go off sale at once: a report of unlawful goods was found true, or an authority ordered it. */
export const withdrawalOrdered = defineEvent('trust.withdrawal-ordered.v1', {
  consumers: ['catalog'],
  sealed: ['reason'],
  payload: z.object({
    cause: z.enum(['tip-off', 'oversight']),
    /** Of the report or the request that it answers. */
    causeId: z.string(),
    productId: z.string(),
    reason: z.string(),
    clause: z.string(),
    /** The authority takes its order back: the seller may offer them again. */
    isLifted: z.literal(true).optional(),
  }),
});
