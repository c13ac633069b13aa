import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';
import { recallFacts } from './catalog.lot-blocked.v1.ts';

/** One event names so many lots at most: a hundred kilobytes. */
export const LOTS_PER_EVENT_MAX = 500;

/**
 * Lots that a recall has stopped, as many as an event names. It is told of the recall; a lot of which something that
 * was told before has not arrived yet is told of by itself, behind it.
 */
export const lotsStopped = defineEvent('catalog.lots-stopped.v1', {
  consumers: ['orders', 'trust'],
  payload: z.object({
    recall: recallFacts,
    reason: z.string(),
    lots: z.array(
      z.object({
        lotId: z.string(),
        lotCode: z.string(),
        skuId: z.string(),
        partyId: z.string(),
        /** Null: it was not for sale yet. */
        recallId: z.string().nullable(),
      }),
    ),
  }),
});
