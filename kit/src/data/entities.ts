import { defineEntity, p } from '@mikro-orm/core';
import type { Json } from '../rules/typed-json.ts';
import type { AnyLifecycle, StateOf } from '../rules/lifecycle.ts';
import type { SealedText } from '../privacy/sealed-text.ts';

/** Column builders: one way to store each kind of value, read the same through entities and through Kysely rows. */
export const column = {
  /** A ULID. */
  id: () => p.string().length(26),
  /** Another subgraph's or an outside id. */
  reference: () => p.string().length(64),
  /** Milliseconds since the epoch: the same number from every database. */
  time: () => p.bigint('number'),
  /** Integer fen. Without a default: with one, MariaDB and the entities never come to agree. */
  fen: () => p.bigint('number'),
  integer: () => p.integer(),
  /** `2026-11-25` */
  date: () => p.string().length(10),
  /** A kind, a code. */
  code: <Code extends string = string>() => p.string().length(40).$type<Code>(),
  /** The state of a lifecycle: only `movesOf` writes it (moves.ts). */
  state: <L extends AnyLifecycle>(_lifecycle: L) => p.string().length(40).$type<StateOf<L>>(),
  line: (length = 255) => p.string().length(length),
  text: () => p.text(),
  flag: () => p.boolean(),
  real: () => p.double().$type<number>(),
  /** Kept as text so that every database and Kysely read it alike; written by `toJson`, read by `fromJson`. */
  json: <T = unknown>() => p.text().columnType('mediumtext').$type<Json<T>>(),
  /** Encrypted by the vault. */
  sealed: () => p.text(),
  /**
   * A text that people wrote, or a name: sealed by `vault.sealText`, opened by `vault.openText` or a view's `@Sealed`.
   * Listed in the manifest's `sealedTexts`.
   */
  sealedText: () => p.text().$type<SealedText>(),
  /** A blind index. */
  blind: () => p.string().length(43),
};

/** Outbox in the column convention of Debezium's outbox event router. */
export const Outbox = defineEntity({
  name: 'Outbox',
  tableName: 'Outbox',
  properties: {
    id: column.id().primary(),
    aggregatetype: column.code(),
    aggregateid: column.reference(),
    type: p.string().length(80),
    payload: column.json(),
    atMs: column.time(),
  },
});

/** One row per event and consumer, so that a slow consumer holds up nobody else. */
export const EventDelivery = defineEntity({
  name: 'EventDelivery',
  tableName: 'EventDelivery',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    eventId: column.id(),
    consumer: column.code(),
    /** Aggregate type and id: the next event of an aggregate waits for the last. */
    aggregate: p.string().length(110),
    /** 0 waiting, 1 delivered, 2 parked (poison: see lastError). */
    state: p.tinyint().default(0),
    attempts: p.smallint().default(0),
    nextAtMs: column.time(),
    lastError: p.string().length(500).nullable(),
  },
  // With the id that every index ends in: what waits for a consumer, oldest first.
  indexes: [{ properties: ['state', 'consumer'] }],
});

/** The states of a delivery that its consumer has not had yet: it waits, or is parked. */
export const NOT_DELIVERED = [0, 2];

/** What this subgraph has already reacted to. */
export const Inbox = defineEntity({
  name: 'Inbox',
  tableName: 'Inbox',
  properties: { key: p.string().length(140).primary(), atMs: column.time() },
});

/** Mutations that were answered, by caller and request id. */
export const RequestClaim = defineEntity({
  name: 'RequestClaim',
  tableName: 'RequestClaim',
  properties: {
    key: p.string().length(200).primary(),
    inputHash: p.string().length(64),
    result: column.json().nullable(),
    atMs: column.time().index(),
  },
});

/**
 * Signed calls that may have changed something, until their signature expires: what one replica has taken, no other
 * takes again. Real time.
 */
export const CallTaken = defineEntity({
  name: 'CallTaken',
  tableName: 'CallTaken',
  properties: { id: p.string().length(22).primary(), untilMs: column.time().index() },
});

/** Who runs a job or a relay now. */
export const Lease = defineEntity({
  name: 'Lease',
  tableName: 'Lease',
  properties: { name: p.string().length(80).primary(), holder: column.code(), untilMs: column.time() },
});

/** Files in the blob store: licences, photos, reports, pictures. */
export const StoredFile = defineEntity({
  name: 'StoredFile',
  tableName: 'StoredFile',
  properties: {
    id: column.id().primary(),
    /** The account that uploaded it; also the subject under whose key it is encrypted. */
    ownerId: column.reference(),
    purpose: column.code(),
    mediaType: column.code(),
    sizeBytes: column.integer(),
    sha256: p.string().length(64),
    /** May be shown to everybody once the thing it belongs to is, as pictures of goods; sealed under nobody's key. */
    isPublic: column.flag(),
    atMs: column.time(),
    /** Since when nothing has referred to it (0: it is being deleted); null while something does. */
    unusedSinceMs: column.time().nullable().index(),
  },
  indexes: [{ properties: ['ownerId', 'unusedSinceMs'] }],
});

/** What a file belongs to: written with the row that names the file (file-uses.ts). */
export const FileUse = defineEntity({
  name: 'FileUse',
  tableName: 'FileUse',
  properties: { fileId: column.id().primary(), thing: column.code().primary(), thingId: column.reference().primary() },
});

/** What an account has uploaded on the last day that it did; also the row that its uploads wait for one another at. */
export const UploadTally = defineEntity({
  name: 'UploadTally',
  tableName: 'UploadTally',
  properties: { ownerId: column.reference().primary(), day: column.date().index(), dayBytes: p.bigint('number') },
});

/**
 * The key of one person's data in this subgraph (person-keys.ts). What was sealed under a destroyed one is gone, in
 * every copy.
 */
export const PersonKey = defineEntity({
  name: 'PersonKey',
  tableName: 'PersonKey',
  properties: {
    /** An account, a party, whoever's data is sealed under it. */
    subjectId: column.reference().primary(),
    /** The master key that wraps it. */
    masterKeyId: p.string().length(16).index(),
    wrappedKey: p.string().length(100).nullable(),
    createdAtMs: column.time(),
    destroyedAtMs: column.time().nullable(),
  },
});

/** Who asked for erasure; the key goes when no law keeps anything of them here any longer (persons.ts). */
export const PersonErasure = defineEntity({
  name: 'PersonErasure',
  tableName: 'PersonErasure',
  properties: {
    subjectId: column.reference().primary(),
    askedAtMs: column.time(),
    lookAtMs: column.time(),
    erasedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['erasedAtMs', 'lookAtMs'] }],
});

/** A year's official plan of holidays, as the operator loaded it; a later version corrects an earlier one (holidays.ts). */
export const CalendarYear = defineEntity({
  name: 'CalendarYear',
  tableName: 'CalendarYear',
  properties: {
    /** `2027:1`: of each version of a year there is one. */
    id: p.string().length(10).primary(),
    year: column.integer(),
    version: column.integer(),
    /** JSON {holidays, workingDays}: lists of `2027-01-01`. */
    days: column.json(),
    source: column.line(),
    loadedAtMs: column.time(),
  },
});

export const KIT_ENTITIES = [
  Outbox,
  EventDelivery,
  Inbox,
  RequestClaim,
  CallTaken,
  Lease,
  StoredFile,
  FileUse,
  UploadTally,
  PersonKey,
  PersonErasure,
  CalendarYear,
] as const;

/** Flags in a Kysely `where`: SQLite's driver binds no booleans, and every database keeps flags as 1 and 0. */
export const YES = 1 as unknown as boolean;
export const NO = 0 as unknown as boolean;
