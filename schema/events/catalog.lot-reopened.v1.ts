import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A lot that was stopped by a limit passes by the one that holds now: a reviewer decides until then. */
export const lotReopened = defineEvent('catalog.lot-reopened.v1', {
  consumers: ['trust'],
  payload: z.object({
    lotId: z.string(),
    lotCode: z.string(),
    partyId: z.string(),
    reason: z.string(),
    dueAtMs: z.int(),
  }),
});
