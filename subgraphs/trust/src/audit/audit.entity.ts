import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/entities';

/** An act as it was reported: content that may have to be deleted one day, beside the chain that proves it. */
export const AuditEntry = defineEntity({
  name: 'AuditEntry',
  properties: {
    /** The event's id; the same act twice is one entry. */
    id: column.id().primary(),
    sender: column.code(),
    operation: column.line(80),
    requestId: column.reference(),
    actorKind: column.code(),
    actorId: column.reference(),
    roles: column.line(),
    subject: column.json(),
    atMs: column.time(),
    salt: column.line(32),
    sealed: column.flag(),
  },
  indexes: [{ properties: ['sealed', 'id'] }, { properties: ['atMs'] }, { properties: ['actorId', 'atMs'] }],
});

/** The chain: `hash = sha256(previousHash, sequence, entryId, commitment)`. Nothing personal is in it, so it is never deleted. */
export const AuditSeal = defineEntity({
  name: 'AuditSeal',
  properties: {
    sequence: column.time().primary(),
    entryId: column.id(),
    commitment: column.line(64),
    hash: column.line(64),
    sealedAtMs: column.time(),
  },
  uniques: [{ properties: ['entryId'] }],
});

/** Where the chain ends: cut-off ends are seen against it. */
export const AuditHead = defineEntity({
  name: 'AuditHead',
  properties: { id: column.code().primary(), sequence: column.time(), hash: column.line(64) },
});

export const AuditCheckRun = defineEntity({
  name: 'AuditCheckRun',
  properties: {
    id: column.id().primary(),
    verifiedTo: column.time(),
    problemCount: column.integer(),
    problems: column.json(),
    atMs: column.time(),
  },
  indexes: [{ properties: ['atMs'] }],
});
