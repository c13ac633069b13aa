import { defineEntity } from '@mikro-orm/core';
import type { RecallFacts } from '@heitu/events/catalog.lot-blocked.v1';
import { column } from '@heitu/kit/data/entities';

/** A recall whose lots are not all found yet: until then. */
export const RecallSearch = defineEntity({
  name: 'RecallSearch',
  properties: {
    /** Of the recall. */
    id: column.id().primary(),
    facts: column.json<RecallFacts>(),
    lotsFound: column.integer(),
    startedAtMs: column.time(),
  },
});

/** A lot that such a search has come to and stopped. */
export const RecallReached = defineEntity({
  name: 'RecallReached',
  properties: {
    recallId: column.reference().primary(),
    lotId: column.reference().primary(),
    /** What was made from it is still to be looked for. */
    isDue: column.flag(),
  },
  indexes: [{ properties: ['recallId', 'isDue', 'lotId'] }],
});
