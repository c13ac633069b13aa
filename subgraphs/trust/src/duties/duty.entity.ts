import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { DutyKind, EscalationStep, SubgraphName } from '@heitu/standard';

/**
 * A mark on something owed, which is itself in no table: who was told that nobody did it, and what was said of it. It
 * is known by its kind, its subject and its period.
 */
export const DutyMark = defineEntity({
  name: 'DutyMark',
  properties: {
    id: column.id().primary(),
    duty: column.code<DutyKind>(),
    subject: column.reference(),
    period: column.code(),
    title: column.line(),
    dueAtMs: column.time(),
    /** Whoever runs the platform was told, then the authority. */
    headToldAtMs: column.time().nullable(),
    authorityToldAtMs: column.time().nullable(),
    /** Why it was not done, as the authority took it: it stays undone, and is no longer pressed for. */
    excusedBy: column.reference().nullable(),
    excusedAtMs: column.time().nullable(),
    excuse: column.line(500).nullable(),
  },
  uniques: [{ properties: ['duty', 'subject', 'period'] }],
  indexes: [{ properties: ['dueAtMs'] }],
});

/** Up to which moment a room's duties were looked through for a step, so that each is looked at once. */
export const DutyWatch = defineEntity({
  name: 'DutyWatch',
  properties: {
    id: column.code().primary(),
    room: column.code<SubgraphName>(),
    step: column.code<EscalationStep>(),
    watchedToMs: column.time(),
  },
});
