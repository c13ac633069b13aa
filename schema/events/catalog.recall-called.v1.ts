import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';
import { recallFacts } from './catalog.lot-blocked.v1.ts';

/** A lot was called back, or its recall has come to more lots: told once for each time, however many they are. */
export const recallCalled = defineEvent('catalog.recall-called.v1', {
  consumers: ['trust'],
  payload: z.object({
    recall: recallFacts,
    /** The first that is told of this recall. */
    isFirst: z.boolean(),
    /** Nothing that was made from the lot is looked for any more. */
    isWhole: z.boolean(),
    /** In all until now, the lot itself among them. */
    lotsFound: z.int(),
    /** Whose lots were stopped this time, how many, and the first of them. */
    sellers: z.array(z.object({ partyId: z.string(), lots: z.int(), lotCode: z.string() })),
  }),
});
