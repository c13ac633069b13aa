import type { TrustContext, TrustTransaction } from '../context.ts';
import { AgreementConfirmation } from './disclosure.entity.ts';
import type { DocumentKind } from './disclosure.policy.ts';

/** An account's yes to a version of an agreement, said once: this row is the evidence (10.5.cu). */
export async function sayYes(
  context: TrustContext,
  tx: TrustTransaction,
  accountId: string,
  { kind, version }: { kind: DocumentKind; version: number },
): Promise<void> {
  await tx.em.upsert(
    AgreementConfirmation,
    { id: context.newId(), accountId, kind, version, atMs: context.clock.now() },
    { onConflictFields: ['accountId', 'kind', 'version'], onConflictAction: 'ignore' },
  );
  tx.audit({ type: 'agreement', id: `${kind}:${version}`, clause: '10.5.cu' });
}
