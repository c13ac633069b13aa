import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { versionLifecycle } from './version.lifecycle.ts';

/** The rules of all rooms as they ran from a moment on (5.3.e-i): each set of them one time. */
export const PermissionVersion = defineEntity({
  name: 'PermissionVersion',
  properties: {
    id: column.id().primary(),
    /** SHA-256, of the rooms' own digests. */
    digest: column.line(64),
    ruleCount: column.integer(),
    /** Beside what ran before it. */
    addedCount: column.integer(),
    removedCount: column.integer(),
    /** The first ones of them: `+ trust Mutation.x: role operator-admin`. */
    changes: column.json<string[]>(),
    state: column.state(versionLifecycle),
    /** `now` in the one that runs. */
    inForce: column.code<'now'>().nullable(),
    seenAtMs: column.time(),
    lastSeenAtMs: column.time(),
    dueAtMs: column.time(),
    approvedBy: column.id().nullable(),
    approvedAtMs: column.time().nullable(),
  },
  // One set of rules is one version, and one of them runs.
  uniques: [{ properties: ['digest'] }, { properties: ['inForce'] }],
  indexes: [{ properties: ['state', 'dueAtMs'] }, { properties: ['seenAtMs'] }],
});

/** The rules of each room as they were seen last: what a change is told by. */
export const RoomRules = defineEntity({
  name: 'RoomRules',
  properties: {
    room: column.code().primary(),
    digest: column.line(64),
    rules: column.json<string[]>(),
  },
});
