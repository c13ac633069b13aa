import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A carrier's tariff is to be dearer from a day on, or what came of that. */
export const tariffChanged = defineEvent('logistics.tariff-changed.v1', {
  consumers: ['trust'],
  payload: z.object({
    changeId: z.string(),
    state: z.enum(['announced', 'leaping', 'held', 'bound', 'refused', 'lapsed', 'withdrawn', 'replaced']),
    carrierPartyId: z.string(),
    carrierName: z.string(),
    /** Whose goods it carries by contract. */
    sellerPartyIds: z.array(z.string()),
    /** Of what it is the price, what that was, and what it is to be. */
    title: z.string(),
    before: z.string(),
    after: z.string(),
    bindsAtMs: z.int(),
    lookDueAtMs: z.int().nullable(),
    document: z.string().nullable(),
  }),
});
