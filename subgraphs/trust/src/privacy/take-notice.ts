import type { TrustContext, TrustTransaction } from '../context.ts';
import { NoticeAcceptance } from './privacy.entity.ts';

/** An account has read a version of the notice, as it stood then. */
export async function takeNotice(
  context: TrustContext,
  tx: TrustTransaction,
  accountId: string,
  { version, contentHash }: { version: number; contentHash: string },
): Promise<void> {
  await tx.em.upsert(
    NoticeAcceptance,
    { id: context.newId(), accountId, version, contentHash, atMs: context.clock.now() },
    { onConflictFields: ['accountId', 'version'], onConflictAction: 'ignore' },
  );
  tx.audit({ type: 'notice', id: String(version), clause: '10.2.a-f' });
}
