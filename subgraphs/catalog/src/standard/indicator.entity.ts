import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';

/** One row of a standard's table: what is measured, how, and the limit for one kind of goods and grade. */
export const Indicator = defineEntity({
  name: 'Indicator',
  properties: {
    id: column.id().primary(),
    /** Standard, kind of goods, indicator, grade and sort: one limit for each. */
    key: column.line(200).unique(),
    standardCode: column.line(60),
    categoryId: column.reference().index(),
    name: column.line(60),
    unit: column.line(20).nullable(),
    method: column.line(80).nullable(),
    grade: column.line(40).nullable(),
    /** Of which of these goods; null: of all that no other row names. */
    sort: column.line(40).nullable(),
    min: column.real().nullable(),
    max: column.real().nullable(),
    words: column.json<readonly string[]>().nullable(),
    isNational: column.flag(),
    /** A laboratory's report on these goods must hold it. */
    isAsked: column.flag(),
    source: column.line(200),
    sourceOn: column.date(),
    doubt: column.line(200).nullable(),
    /** Of goods made from this day until that one; null: ever. Of one limit one row holds on a day. */
    fromOn: column.date().nullable(),
    untilOn: column.date().nullable(),
    createdAtMs: column.time(),
    /** It came with a release: what was stopped was compared with it up to this lot; null where none waits for that. */
    comparedUpTo: column.line(40).nullable(),
  },
});
