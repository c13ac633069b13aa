import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A report or certificate of a lot went back to its seller: by whoever looked at it, or because nobody did. */
export const paperReturned = defineEvent('catalog.paper-returned.v1', {
  consumers: ['trust'],
  payload: z.object({
    paperId: z.string(),
    paper: z.enum(['certificate', 'inspection']),
    lotId: z.string(),
    lotCode: z.string(),
    partyId: z.string(),
    isUnseen: z.boolean(),
    atMs: z.int(),
  }),
});
