import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { MeasureKind } from './shortage.policy.ts';

/** A sampled check of what is in the bag against what the bag says (7.3.4). */
export const MeasureCheck = defineEntity({
  name: 'MeasureCheck',
  properties: {
    id: column.id().primary(),
    lotId: column.reference().index(),
    partyId: column.reference(),
    kind: column.code<MeasureKind>(),
    stated: column.real(),
    /** What was measured. */
    samples: column.json<number[]>(),
    mean: column.real(),
    allowableShortage: column.real(),
    shortCount: column.integer(),
    /** As many were measured as the lot's size asks for; fewer prove nothing for the lot. */
    isWhole: column.flag(),
    /** Null where too few were measured to say so. */
    passed: column.flag().nullable(),
    checkedOn: column.date(),
    recordedAtMs: column.time(),
  },
  indexes: [{ properties: ['recordedAtMs'] }],
});
