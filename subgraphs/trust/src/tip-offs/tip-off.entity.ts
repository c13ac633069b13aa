import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { tipOffLifecycle } from './tip-off.lifecycle.ts';
import type { TipOffKind } from './tip-off.policy.ts';

/** A report of unlawful goods, by anybody; what its reporter wrote and the phone lie under the report's own key. */
export const TipOff = defineEntity({
  name: 'TipOff',
  properties: {
    id: column.id().primary(),
    /** By which the reporter, and nobody else, reads the answer. */
    code: column.line(10).unique(),
    kind: column.code<TipOffKind>(),
    what: column.sealedText(),
    text: column.sealedText(),
    productId: column.reference().nullable(),
    photoIds: column.json<string[]>().nullable(),
    /** Until the reporter was told. */
    phoneSealed: column.sealed().nullable(),
    /** Since when a reporter who left a number waits to be told; null where there is nobody to tell. */
    tellSinceMs: column.time().nullable(),
    state: column.state(tipOffLifecycle),
    /** Whose it is among the day's, as a blind index, until that day is over. */
    fromKey: column.blind().nullable(),
    day: column.date(),
    ordinal: column.integer(),
    filedAtMs: column.time(),
    dueAtMs: column.time(),
    decidedAtMs: column.time().nullable(),
    decidedBy: column.reference().nullable(),
    answer: column.sealedText().nullable(),
    /** To whom the lead was handed. */
    authority: column.line(80).nullable(),
    /** The goods that were ordered off sale, and when they were. */
    orderedProductId: column.reference().nullable(),
    withdrawnAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['fromKey', 'day', 'ordinal'] }],
  indexes: [
    { properties: ['state', 'dueAtMs', 'id'] },
    { properties: ['filedAtMs', 'id'] },
    { properties: ['tellSinceMs'] },
  ],
});
