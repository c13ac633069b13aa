import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { endingLifecycle } from './ending.lifecycle.ts';

/** An end of the platform that was put forward, with what became of it. */
export const PlatformEnding = defineEntity({
  name: 'PlatformEnding',
  properties: {
    id: column.id().primary(),
    state: column.state(endingLifecycle),
    /** Public, with the announcement. */
    reason: column.text(),
    endsAtMs: column.time(),
    lapsesAtMs: column.time(),
    proposedBy: column.reference(),
    proposedAtMs: column.time(),
    announcedBy: column.reference().nullable(),
    announcedAtMs: column.time().nullable(),
    /** Until it was taken back or came to nothing, then null: the unique key keeps one. */
    openFor: column.code().nullable().unique(),
  },
});
