import { ok } from '@heitu/kit/rules/outcome';
import { systemActor } from '@heitu/kit/rules/actor';
import type { TrustContext } from '../context.ts';
import { PersonalDataRead } from '../privacy/privacy.entity.ts';
import { AuditEntry } from './audit.entity.ts';
import { AUDIT_KEEP_MS, FORGET_OPERATION } from './chain.policy.ts';
import { recordActs } from './record-act.ts';
import { lawfullyForgottenTo } from './forgotten.ts';

const FORGET_BATCH_MAX = 1000;

/**
 * Deletes the content of entries that have been kept long enough, as far as the check takes it for lawful
 * (`lawfullyForgottenTo`); their links stay, and an entry of its own records up to which (PIPL 19).
 */
export async function forgetContent(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const to = await lawfullyForgottenTo(context.rows, context.services.auditKeys, nowMs);
  if (to === 0) return;
  // By the entries' own times, which have an index: no act is later than its seal.
  const due = await context.rows
    .selectFrom('AuditEntry as e')
    .innerJoin('AuditSeal as s', 's.entryId', 'e.id')
    .select(['s.sequence', 'e.id'])
    .where('e.atMs', '<=', nowMs - AUDIT_KEEP_MS)
    .where('s.sequence', '<=', to)
    .orderBy('e.atMs')
    .limit(FORGET_BATCH_MAX)
    .execute();
  if (due.length === 0) return;
  const last = Math.max(...due.map(({ sequence }) => sequence));
  const ids = due.map((entry) => entry.id);
  await context.transaction(async (tx) => {
    await tx.em.nativeDelete(PersonalDataRead, { entryId: { $in: ids } });
    await tx.em.nativeDelete(AuditEntry, { id: { $in: ids } });
    const record = {
      operation: FORGET_OPERATION,
      requestId: context.requestId,
      actorKind: 'system',
      actorId: systemActor('trust').id,
      roles: ['system'],
      subject: [{ type: 'audit-sequence', id: String(last), clause: '11.5.dh' }],
    };
    recordActs(context, tx, [{ sender: 'trust', act: record, event: { id: context.newId(), atMs: nowMs } }]);
    return ok(null);
  });
}
