import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * Nothing of a party whose owner asked for erasure is kept by sellers any longer: drop what you keep under its key when
 * no law asks for it.
 */
export const partyErased = defineEvent('sellers.party-erased.v1', {
  consumers: ['catalog', 'logistics', 'payments', 'trust'],
  payload: z.object({
    partyId: z.string(),
  }),
});
