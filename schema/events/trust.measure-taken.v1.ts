import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** Warning, rectification with a deadline, suspension, or its end (6.6.end). */
export const measureTaken = defineEvent('trust.measure-taken.v1', {
  consumers: ['sellers', 'logistics'],
  payload: z.object({
    measureId: z.string(),
    partyId: z.string(),
    step: z.enum(['warning', 'rectification', 'suspension', 'lifted']),
    dueAtMs: z.int().nullable(),
    reason: z.string(),
    /** Of one that is lifted: it was taken wrongly, and stands for nothing that was done. */
    isWithdrawn: z.literal(true).optional(),
  }),
});
