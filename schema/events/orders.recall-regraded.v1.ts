import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';
import { recallFacts } from './catalog.lot-blocked.v1.ts';

/** A recall is graver than it was called, or two people found it milder: its times and words are others from now on. */
export const recallRegraded = defineEvent('orders.recall-regraded.v1', {
  consumers: ['catalog', 'trust'],
  payload: z.object({
    caseId: z.string(),
    goods: z.string(),
    rootLotCode: z.string(),
    level: recallFacts.shape.level,
    hazard: recallFacts.shape.hazard,
    isGraver: z.boolean(),
    finishDueAtMs: z.int(),
    /** Whose goods are in it. */
    partyIds: z.array(z.string()),
  }),
});
