import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { booksMonthLifecycle } from './month.lifecycle.ts';

/** The books of a month that is over: closed when they are balanced, by two people. */
export const BooksMonth = defineEntity({
  name: 'BooksMonth',
  properties: {
    id: column.id().primary(),
    /** `2026-11` */
    month: column.code().unique(),
    state: column.state(booksMonthLifecycle),
    /** Since it is over, or was opened again. */
    openSinceMs: column.time(),
    /** Of what was proposed last: to close it, or to open it again. */
    proposedBy: column.reference().nullable(),
    proposedAtMs: column.time().nullable(),
    /** Why it is to be opened again. */
    reason: column.line(200).nullable(),
    closedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['state', 'openSinceMs'] }],
});
