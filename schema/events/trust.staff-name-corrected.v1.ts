import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** The name under which somebody works is to be put right; what it should be is asked for (PIPL 46). */
export const staffNameCorrected = defineEvent('trust.staff-name-corrected.v1', {
  consumers: ['sellers', 'logistics'],
  payload: z.object({
    correctionId: z.string(),
    accountId: z.string(),
  }),
});
