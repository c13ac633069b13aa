import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** How far the search for lots made from one that is called back is: of a recall that is not found whole at once. */
export const recallSearched = defineEvent('catalog.recall-searched.v1', {
  consumers: ['orders'],
  payload: z.object({
    caseId: z.string(),
    /** So many were found and stopped until now, the lot itself among them. */
    lotsFound: z.int(),
    isDone: z.boolean(),
    atMs: z.int(),
  }),
});
