import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** An appeal against goods being taken down was answered, or nobody answered it in time. */
export const lookDecided = defineEvent('catalog.look-decided.v1', {
  consumers: ['trust'],
  payload: z.object({
    lookId: z.string(),
    productId: z.string(),
    partyId: z.string(),
    title: z.string(),
    decision: z.enum(['uphold', 'lift']),
    bySilence: z.boolean(),
  }),
});
