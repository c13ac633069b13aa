import type { TrustContext, TrustTransaction } from '../context.ts';
import { AgreementConfirmation } from '../disclosure/disclosure.entity.ts';
import { inForceOf } from '../disclosure/document.loader.ts';
import { ACCEPTED_BY } from '../disclosure/document.policy.ts';
import { NoticeAcceptance } from '../privacy/privacy.entity.ts';
import { noticeInForce } from '../privacy/privacy.loader.ts';

/**
 * Who reads out the code of an errand says yes, as its SMS says, to the agreement and the notice that bind now: they
 * were read to them at the station. Whoever has said so before has said it once (10.5.cu).
 */
export async function agreeByCode(context: TrustContext, tx: TrustTransaction, accountId: string): Promise<void> {
  const atMs = context.clock.now();
  const kind = ACCEPTED_BY.consumer;
  const [agreement, notice] = [await inForceOf(tx, atMs, kind), await noticeInForce(tx, atMs)];
  if (agreement) {
    const { version } = agreement;
    await tx.em.upsert(
      AgreementConfirmation,
      { id: context.newId(), accountId, kind, version, atMs },
      { onConflictFields: ['accountId', 'kind', 'version'], onConflictAction: 'ignore' },
    );
    tx.audit({ type: 'agreement', id: `${kind}:${version}`, clause: '10.5.cu' });
  }
  if (!notice) return;
  const { version, contentHash } = notice;
  await tx.em.upsert(
    NoticeAcceptance,
    { id: context.newId(), accountId, version, contentHash, atMs },
    { onConflictFields: ['accountId', 'version'], onConflictAction: 'ignore' },
  );
  tx.audit({ type: 'notice', id: String(version), clause: '10.2.a-f' });
}
