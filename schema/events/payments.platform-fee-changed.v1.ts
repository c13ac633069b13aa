import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** The platform's service fee is to be another from a day on, or what came of that. */
export const platformFeeChanged = defineEvent('payments.platform-fee-changed.v1', {
  consumers: ['trust'],
  payload: z.object({
    feeId: z.string(),
    state: z.enum(['announced', 'held', 'bound', 'refused', 'lapsed', 'withdrawn']),
    /** The fee in force before, and this one, in Chinese. */
    before: z.string(),
    after: z.string(),
    isDearer: z.boolean(),
    bindsAtMs: z.int(),
  }),
});
