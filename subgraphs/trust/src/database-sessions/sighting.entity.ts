import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { sightingLifecycle } from './sighting.lifecycle.ts';

/** Somebody was at the database beside the platform (11.5.dh). */
export const DatabaseSighting = defineEntity({
  name: 'DatabaseSighting',
  properties: {
    id: column.id().primary(),
    /** The server's number of the session. */
    number: column.integer(),
    user: column.line(80),
    host: column.line(255),
    state: column.state(sightingLifecycle),
    seenAtMs: column.time(),
    lastSeenAtMs: column.time(),
    answeredAtMs: column.time().nullable(),
    answeredBy: column.id().nullable(),
    /** Who it was, and what for: sealed under the sighting's own key. */
    person: column.sealedText().nullable(),
    why: column.sealedText().nullable(),
  },
  // One that is seen by two at the same time is one.
  uniques: [{ properties: ['number', 'user', 'host', 'seenAtMs'] }],
  indexes: [{ properties: ['state', 'seenAtMs'] }, { properties: ['seenAtMs'] }],
});

/** The last look at the database's sessions: one row, `database`. */
export const DatabaseWatch = defineEntity({
  name: 'DatabaseWatch',
  properties: {
    id: column.code().primary(),
    atMs: column.time(),
    seesAll: column.flag(),
  },
});
