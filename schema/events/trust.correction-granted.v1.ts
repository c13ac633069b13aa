import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A name that was filed is to be put right; what it should be is asked for (PIPL 46). */
export const correctionGranted = defineEvent('trust.correction-granted.v1', {
  consumers: ['sellers'],
  payload: z.object({
    correctionId: z.string(),
    partyId: z.string(),
  }),
});
