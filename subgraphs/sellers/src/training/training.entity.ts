import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { TrainingKind } from '../staff/staff.policy.ts';
import {
  seatLifecycle,
  sessionLifecycle,
  sittingLifecycle,
  type AttendedBy,
  type SittingForm,
} from './training.lifecycles.ts';
import type { Audience } from './training.policy.ts';

/** A session of training that the operator gives (6.2). */
export const TrainingSession = defineEntity({
  name: 'TrainingSession',
  properties: {
    id: column.id().primary(),
    /** The operator's party, under which the teacher's name is sealed. */
    partyId: column.id(),
    kind: column.code<TrainingKind>(),
    audience: column.code<Audience>(),
    place: column.line(),
    isOnline: column.flag(),
    teacher: column.sealedText(),
    startsAtMs: column.time(),
    endsAtMs: column.time(),
    seatsMax: column.integer(),
    seatsTaken: column.integer(),
    state: column.state(sessionLifecycle),
    plannedBy: column.reference(),
    plannedAtMs: column.time(),
    endedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['state', 'endsAtMs'] }, { properties: ['startsAtMs', 'id'] }],
});

/** Somebody who signed up for a session, and whether they were there. */
export const TrainingSeat = defineEntity({
  name: 'TrainingSeat',
  properties: {
    id: column.id().primary(),
    sessionId: column.id(),
    accountId: column.reference(),
    partyId: column.id(),
    state: column.state(seatLifecycle),
    attendedBy: column.code<AttendedBy>().nullable(),
    /** Wrong codes so far: somebody who is not there guesses. */
    tries: column.integer(),
    tickedBy: column.reference().nullable(),
    signedUpAtMs: column.time(),
    /** Until then they may give it back; null: of before it could be. */
    leaveUntilMs: column.time().nullable(),
    attendedAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['sessionId', 'accountId'] }],
  indexes: [{ properties: ['accountId', 'id'] }],
});

/** One exam of one person. A pass makes a certificate; nothing else does (8.1.ag). */
export const ExamSitting = defineEntity({
  name: 'ExamSitting',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
    partyId: column.id(),
    kind: column.code<TrainingKind>(),
    form: column.code<SittingForm>(),
    paperVersion: column.integer(),
    /** While it is open: who sits which exam, so that nobody sits two at once. */
    openFor: column.line(120).nullable().unique(),
    answers: column.json<number[]>().nullable(),
    state: column.state(sittingLifecycle),
    startedAtMs: column.time(),
    dueAtMs: column.time(),
    satOn: column.date(),
    score: column.integer().nullable(),
    /** On paper: the sheet with its marks; those from before have none. */
    fileId: column.reference().nullable().index(),
    markedBy: column.reference().nullable(),
    markedAtMs: column.time().nullable(),
    endedBy: column.reference().nullable(),
    endedAtMs: column.time().nullable(),
  },
  indexes: [
    { properties: ['accountId', 'kind', 'startedAtMs'] },
    { properties: ['state', 'dueAtMs'] },
    { properties: ['startedAtMs', 'id'] },
  ],
});
