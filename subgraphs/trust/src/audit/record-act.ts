import { randomBytes } from 'node:crypto';
import type { ActRecord } from '@heitu/kit/context';
import type { EventEnvelope } from '@heitu/kit/event';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { PersonalDataRead } from '../privacy/privacy.entity.ts';
import { AuditEntry } from './audit.entity.ts';

const LINE_MAX = 255;
const list = (values: readonly string[] | undefined): string => (values ?? []).join(',').slice(0, LINE_MAX);

/** Writes the entry for one act or read of any subgraph (11.5.dh), and of a read a row for each person it concerns (10.4); the sealer chains the entry later. */
export async function recordAct(context: TrustContext, tx: TrustTransaction, sender: string, act: ActRecord, event: EventEnvelope): Promise<void> {
  const { kind = 'act', outcome = 'done', actorKind, actorId, delegation, reads = [] } = act;
  const operation = act.operation.slice(0, 80);
  const clause = act.clause ?? null;
  const entry = {
    id: event.id, kind, sender, operation, requestId: act.requestId.slice(0, 64), actorKind, actorId, roles: list(act.roles), parties: list(act.parties),
    sessionId: act.sessionId ?? null, origin: act.from?.slice(0, 64) ?? null, delegationId: delegation?.id ?? null, delegatorId: delegation?.delegatorId ?? null,
    outcome, code: act.code?.slice(0, 80) ?? null, clause, subject: JSON.stringify(act.subject), reads: JSON.stringify(reads), atMs: event.atMs,
  };
  await tx.em.insert(AuditEntry, { ...entry, salt: randomBytes(16).toString('hex'), sealed: false });
  const looks = reads.filter((read) => read.subjectId !== actorId);
  if (looks.length === 0) return;
  await tx.em.insertMany(PersonalDataRead, looks.map(({ subjectId, fields }) => ({
    id: context.newId(), entryId: event.id, subjectId, sender, operation, fields: list(fields), readerKind: actorKind, readerId: actorId, readerRoles: entry.roles, readerParties: entry.parties,
    delegatorId: entry.delegatorId, clause: clause ?? act.subject.find((row) => row.clause)?.clause ?? null, refused: outcome === 'refused', atMs: event.atMs,
  })));
}
