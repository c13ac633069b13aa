import { randomBytes } from 'node:crypto';
import { rolesOf } from '@heitu/kit/actor';
import { ok } from '@heitu/kit/outcome';
import type { TrustContext } from '../context.ts';
import { PersonalDataRead } from '../privacy/privacy.entity.ts';
import { AuditEntry } from './audit.entity.ts';

export interface ReadOfPerson {
  subjectAccountId: string;
  /** address, openid, complaint, audit … */
  what: string;
  purpose: string;
  refused: boolean;
}

const ROLES_LENGTH_MAX = 255;

/** Records that somebody is about to see others' personal data, before the answer (10.4, 7.4.t). One's own data is not recorded. */
export async function recordRead(context: TrustContext, reads: readonly ReadOfPerson[]): Promise<void> {
  const { actor } = context;
  const others = reads.filter((read) => read.subjectAccountId !== actor.id);
  if (others.length === 0) return;
  const atMs = context.clock.now();
  const readerRoles = rolesOf(actor).join(',').slice(0, ROLES_LENGTH_MAX);
  await context.transaction(async (tx) => {
    await tx.em.insertMany(PersonalDataRead, others.map((read) => ({ id: context.newId(), ...read, readerKind: actor.kind, readerId: actor.id, readerRoles, atMs })));
    await tx.em.insert(AuditEntry, {
      id: context.newId(), sender: 'trust', operation: `read:${others[0]!.what}`, requestId: context.requestId, actorKind: actor.kind, actorId: actor.id, roles: readerRoles,
      subject: JSON.stringify(others.map((read) => ({ type: 'account', id: read.subjectAccountId, clause: '10.4', ...(read.refused && { reason: 'refused' }) }))),
      atMs, salt: randomBytes(16).toString('hex'), sealed: false,
    });
    return ok(null);
  });
}
