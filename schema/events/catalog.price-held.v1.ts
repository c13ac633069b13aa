import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** In an emergency a price would rise more than the authority's rule lets it: it waits, or somebody has decided. */
export const priceHeld = defineEvent('catalog.price-held.v1', {
  consumers: ['trust'],
  payload: z.object({
    holdId: z.string(),
    state: z.enum(['waiting', 'allowed', 'refused', 'lapsed', 'replaced', 'freed']),
    skuId: z.string(),
    productId: z.string(),
    partyId: z.string(),
    title: z.string(),
    /** What it costs meanwhile; null where it had no price. */
    currentFen: z.int().nullable(),
    retailFen: z.int(),
    limitFen: z.int(),
    dueAtMs: z.int(),
    document: z.string(),
  }),
});
