import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { objectionLifecycle } from './objection.lifecycle.ts';

/** A party's objection to a figure of its month, once for each. */
export const AssessmentObjection = defineEntity({
  name: 'AssessmentObjection',
  properties: {
    id: column.id().primary(),
    month: column.code(),
    partyId: column.reference(),
    metric: column.code(),
    state: column.state(objectionLifecycle),
    /** The party's words. */
    text: column.sealedText(),
    raisedAtMs: column.time(),
    dueAtMs: column.time(),
    answer: column.sealedText().nullable(),
    endedAtMs: column.time().nullable(),
    /** Empty where the clock ended it. */
    endedBy: column.reference().nullable(),
  },
  uniques: [{ properties: ['month', 'partyId', 'metric'] }],
  indexes: [{ properties: ['state', 'dueAtMs', 'id'] }],
});
