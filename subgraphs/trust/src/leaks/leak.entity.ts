import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { leakLifecycle } from './leak.lifecycle.ts';

/** What those are told whose data leaked, and whose it was (PIPL 57); one of each incident. */
export const LeakNotice = defineEntity({
  name: 'LeakNotice',
  properties: {
    id: column.id().primary(),
    incidentId: column.id().unique(),
    /** Whose looks leaked; null: everybody's data did. */
    readerId: column.reference().nullable(),
    fromMs: column.time(),
    toMs: column.time(),
    /** Public: which data and why, what may come of it; what was done and what people can do; whom to ask. */
    whatLeaked: column.text(),
    harm: column.text(),
    measures: column.text(),
    contact: column.line(),
    state: column.state(leakLifecycle),
    begunAtMs: column.time(),
    begunBy: column.reference(),
    endedAtMs: column.time().nullable(),
    /** The last of those affected that was looked at. */
    reachedTo: column.reference(),
    affectedCount: column.integer(),
    /** Of them, those of whom nobody can be told any more. */
    lostCount: column.integer(),
  },
  indexes: [{ properties: ['state', 'begunAtMs'] }, { properties: ['begunAtMs'] }],
});

/** Who was told of a leak, once. */
export const LeakTold = defineEntity({
  name: 'LeakTold',
  properties: {
    id: column.id().primary(),
    noticeId: column.id(),
    accountId: column.reference(),
    /** An SMS went out as well. */
    byText: column.flag(),
    atMs: column.time(),
  },
  uniques: [{ properties: ['noticeId', 'accountId'] }],
});
