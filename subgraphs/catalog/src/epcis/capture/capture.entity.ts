import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { Problem } from '../rest/answers.ts';
import type { ErrorBehaviour } from './capture.policy.ts';

/** A document that a partner's program sent, until its events are kept or refused, and what became of it. */
export const CaptureJob = defineEntity({
  name: 'CaptureJob',
  properties: {
    id: column.id().primary(),
    clientId: column.reference(),
    /** The partner: whose program it is. */
    partyId: column.reference(),
    /** Parties of whose lots it may tell, as they let it when it sent the document. */
    lets: column.json<readonly string[]>(),
    behaviour: column.code<ErrorBehaviour>(),
    /** Sealed under the partner; empty when the job is done. */
    document: column.sealedText().columnType('mediumtext'),
    eventCount: column.integer(),
    /** Kept now, and kept before: the same event twice is one. */
    keptCount: column.integer().nullable(),
    knownCount: column.integer().nullable(),
    errorCount: column.integer().nullable(),
    errors: column.json<readonly Problem[]>().nullable(),
    createdAtMs: column.time(),
    finishedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['clientId', 'createdAtMs', 'id'] }, { properties: ['finishedAtMs', 'createdAtMs'] }],
});

/** An event of EPCIS as a partner told it. Nobody here has seen that it is so; it is in no chain of ours. */
export const ToldEvent = defineEntity({
  name: 'ToldEvent',
  properties: {
    id: column.id().primary(),
    jobId: column.id(),
    clientId: column.reference(),
    partyId: column.reference(),
    /** What the partner was called when it told. */
    toldBy: column.line(120),
    /** What the event says, hashed: the same twice is one. */
    contentKey: column.line(64),
    /** Of its id, hashed; null in a declaration that an earlier event was wrong, which has the id of that one. */
    idKey: column.line(64).nullable(),
    /** Of the id of the event that it declares wrong, hashed. */
    wrongKey: column.line(64).nullable(),
    /** The event as JSON, sealed under the partner. */
    content: column.sealedText().columnType('mediumtext'),
    eventAtMs: column.time(),
    recordedAtMs: column.time(),
    /** It leads to no lot of ours: shown to nobody but its teller. */
    isForeign: column.flag(),
  },
  uniques: [{ properties: ['partyId', 'contentKey'] }, { properties: ['partyId', 'idKey'] }],
  indexes: [
    { properties: ['partyId', 'wrongKey'] },
    { properties: ['wrongKey'] },
    { properties: ['recordedAtMs', 'id'] },
    { properties: ['partyId', 'isForeign', 'recordedAtMs'] },
  ],
});

/** Lots of ours that a told event is about. */
export const ToldEventLot = defineEntity({
  name: 'ToldEventLot',
  properties: {
    eventId: column.id().primary(),
    lotId: column.id().primary(),
  },
  indexes: [{ properties: ['lotId', 'eventId'] }],
});

/** A carrier took goods of the lot over: it may tell of them. */
export const LotHandedTo = defineEntity({
  name: 'LotHandedTo',
  properties: {
    lotId: column.id().primary(),
    partyId: column.reference().primary(),
    firstAtMs: column.time(),
  },
});
