import { defineEntity } from '@mikro-orm/core';
import type { ActOutcome, AuditKind } from './entry.policy.ts';
import { column } from '@heitu/kit/data/entities';
import type { ActRecord } from '@heitu/kit/privacy/act-record';
import type { ChainProblem } from './chain.policy.ts';

/**
 * An act (a mutation, done or refused) or a read of others' personal data, as it was reported: content that may have to
 * be deleted one day, beside the chain that proves it. Every column but `sealed` is under the commitment.
 */
export const AuditEntry = defineEntity({
  name: 'AuditEntry',
  properties: {
    /** The event's id; the same act twice is one entry. */
    id: column.id().primary(),
    kind: column.code<AuditKind>(),
    sender: column.code(),
    operation: column.line(80),
    requestId: column.reference(),
    actorKind: column.code(),
    actorId: column.reference(),
    /** The roles by which it was let in, and the parties they are held for; commas between. */
    roles: column.line(),
    parties: column.line(),
    sessionId: column.reference().nullable(),
    /**
     * The address that the gateway saw; sealed, as the reasons in `subject`, under trust's own key, so that the chain
     * is verified without any. In the open in rows of before: their commitment covers what was written.
     */
    origin: column.sealed().nullable(),
    delegationId: column.reference().nullable(),
    delegatorId: column.reference().nullable(),
    outcome: column.code<ActOutcome>(),
    /** Of a refusal. */
    code: column.line(80).nullable(),
    clause: column.code().nullable(),
    /** To what it was done, each with its clause and reason. */
    subject: column.json<ActRecord['subject']>(),
    /** Of a read: whose data, which fields. */
    reads: column.json<NonNullable<ActRecord['reads']>>(),
    atMs: column.time(),
    salt: column.line(32),
    sealed: column.flag(),
  },
  indexes: [
    { properties: ['operation', 'outcome', 'atMs'] },
    { properties: ['operation', 'atMs'] },
    { properties: ['sealed', 'id'] },
    { properties: ['atMs'] },
    { properties: ['actorId', 'atMs'] },
  ],
});

/**
 * The chain: `hash = sha256(previousHash, sequence, entryId, commitment, sealedAtMs)`. Nothing personal is in it, so it
 * is never deleted.
 */
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

/**
 * Links `first` to `last`, sealed at once and signed with the audit key (`batchText`). Which keys are believed the
 * configuration says, not this row.
 */
export const AuditBatch = defineEntity({
  name: 'AuditBatch',
  properties: {
    last: column.time().primary(),
    first: column.time(),
    keyId: column.line(16),
    signature: column.line(128),
  },
});

/** Where the chain ends: cut-off ends are seen against it. */
export const AuditHead = defineEntity({
  name: 'AuditHead',
  properties: { id: column.code().primary(), sequence: column.time(), hash: column.line(64) },
});

/**
 * The head of a day, signed and published: a chain rewritten later, head and all, no longer agrees with what others
 * have written down.
 */
export const AuditAnchor = defineEntity({
  name: 'AuditAnchor',
  properties: {
    on: column.date().primary(),
    sequence: column.time(),
    hash: column.line(64),
    atMs: column.time(),
    /**
     * Who signed `anchorText`, and with which Ed25519 key (SPKI, base64url). For outsiders to compare; believed only
     * where the configuration pins that key.
     */
    signedBy: column.code(),
    publicKey: column.line(80),
    signature: column.line(128),
  },
});

export const AuditCheckRun = defineEntity({
  name: 'AuditCheckRun',
  properties: {
    id: column.id().primary(),
    verifiedTo: column.time(),
    problemCount: column.integer(),
    problems: column.json<ChainProblem[]>(),
    atMs: column.time(),
  },
  indexes: [{ properties: ['atMs'] }],
});
