import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** An appeal against a shop being taken down was answered, or nobody answered it in time. */
export const shopLookDecided = defineEvent('sellers.shop-look-decided.v1', {
  consumers: ['trust'],
  payload: z.object({
    lookId: z.string(),
    shopId: z.string(),
    partyId: z.string(),
    name: z.string(),
    decision: z.enum(['uphold', 'lift']),
    bySilence: z.boolean(),
  }),
});
