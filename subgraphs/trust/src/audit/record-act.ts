import { randomBytes } from 'node:crypto';
import type { ActRecord } from '@heitu/kit/privacy/act-record';
import { NO, YES } from '@heitu/kit/data/entities';
import type { EventEnvelope } from '@heitu/kit/messages/event';
import { toJson } from '@heitu/kit/rules/typed-json';
import type { TrustContext, TrustWrites } from '../context.ts';
import { isToldOf } from '../delegation/acted.policy.ts';

const LINE_MAX = 255;
const ORIGIN_MAX = 64;
const list = (values: readonly string[] | undefined): string => (values ?? []).join(',').slice(0, LINE_MAX);

/** What one subgraph says was done, refused or read. */
export interface Act {
  sender: string;
  act: ActRecord;
  event: Pick<EventEnvelope, 'id' | 'atMs'>;
}

/**
 * Writes an entry for each act or read of any subgraph (11.5.dh), and of a read a row for each person it concerns
 * (10.4); the sealer chains the entries later. What an agent did by a delegation waits to be told to its owner.
 */
export function recordActs(context: TrustContext, writes: TrustWrites, acts: readonly Act[]): void {
  const recorded = acts.map((one) => ({ act: one.act, entry: entryOf(context, one) }));
  writes.insert(
    'AuditEntry',
    recorded.map(({ entry }) => ({ ...entry, salt: randomBytes(16).toString('hex'), sealed: NO })),
  );
  writes.insert(
    'DelegatedAct',
    recorded.flatMap(({ entry: { id, kind, outcome, delegationId, operation, atMs } }) =>
      delegationId !== null && kind === 'act' && outcome === 'done' && isToldOf(operation)
        ? [{ id, delegationId, operation, atMs }]
        : [],
    ),
  );
  const looks = recorded.flatMap(({ act, entry }) => {
    const clause = entry.clause ?? act.subject.find((row) => row.clause)?.clause ?? null;
    return (act.reads ?? [])
      .filter((read) => read.subjectId !== entry.actorId)
      .map(({ subjectId, fields }) => ({
        id: context.newId(),
        entryId: entry.id,
        subjectId,
        sender: entry.sender,
        operation: entry.operation,
        fields: list(fields),
        readerKind: entry.actorKind,
        readerId: entry.actorId,
        readerRoles: entry.roles,
        readerParties: entry.parties,
        delegatorId: entry.delegatorId,
        clause,
        refused: entry.outcome === 'refused' ? YES : NO,
        atMs: entry.atMs,
      }));
  });
  writes.insert('PersonalDataRead', looks);
}

const entryOf = (context: TrustContext, { sender, act, event }: Act) => ({
  id: event.id,
  kind: act.kind ?? 'act',
  sender,
  operation: act.operation.slice(0, 80),
  requestId: act.requestId.slice(0, 64),
  actorKind: act.actorKind,
  actorId: act.actorId,
  roles: list(act.roles),
  parties: list(act.parties),
  sessionId: act.sessionId ?? null,
  origin: act.from === undefined ? null : context.vault.sealOwn(act.from.slice(0, ORIGIN_MAX)),
  delegationId: act.delegation?.id ?? null,
  delegatorId: act.delegation?.delegatorId ?? null,
  outcome: act.outcome ?? 'done',
  code: act.code?.slice(0, 80) ?? null,
  clause: act.clause ?? null,
  subject: toJson(
    act.subject.map(({ reason, ...to }) => ({
      ...to,
      ...(reason !== undefined && { reason: context.vault.sealOwn(reason) }),
    })),
  ),
  reads: toJson(act.reads ?? []),
  atMs: event.atMs,
});
