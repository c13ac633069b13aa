import { ok } from '@heitu/kit/outcome';
import { systemActor } from '@heitu/kit/actor';
import type { TrustContext } from '../context.ts';
import { PersonalDataRead } from '../privacy/privacy.entity.ts';
import { AuditEntry } from './audit.entity.ts';
import { AUDIT_KEEP_MS, FORGET_OPERATION } from './chain.policy.ts';
import { recordActs } from './record-act.ts';
import { lawfullyForgottenTo } from './verify-chain.ts';

const FORGET_BATCH_MAX = 1000;

/**
 * Deletes the content of entries that have been kept long enough; their links stay, and an entry of its own says up to
 * which, so that the check tells this from an entry somebody dropped (PIPL 19).
 */
export async function forgetContent(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const due = await context.rows.selectFrom('AuditSeal as s').innerJoin('AuditEntry as e', 'e.id', 's.entryId').select(['s.sequence', 'e.id'])
    .where('s.sequence', '>', await lawfullyForgottenTo(context.rows)).where('s.sealedAtMs', '<=', nowMs - AUDIT_KEEP_MS).orderBy('s.sequence').limit(FORGET_BATCH_MAX).execute();
  const last = due.at(-1);
  if (!last) return;
  const ids = due.map((entry) => entry.id);
  await context.transaction(async (tx) => {
    await tx.em.nativeDelete(PersonalDataRead, { entryId: { $in: ids } });
    await tx.em.nativeDelete(AuditEntry, { id: { $in: ids } });
    const record = { operation: FORGET_OPERATION, requestId: context.requestId, actorKind: 'system', actorId: systemActor('trust').id, roles: ['system'], subject: [{ type: 'audit-sequence', id: String(last.sequence), clause: '11.5.dh' }] };
    recordActs(context, tx, [{ sender: 'trust', act: record, event: { id: context.newId(), atMs: nowMs } }]);
    return ok(null);
  });
}
