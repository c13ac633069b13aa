import type { TrustContext, TrustTransaction } from '../context.ts';
import { KnownDevice, Session, SignInChallenge } from './account.entity.ts';

/**
 * Ends an account's sessions and half-done sign-ins and forgets its devices, but for the session `except` and its
 * device; answers how many sessions ended.
 */
export async function endAccess(
  context: TrustContext,
  tx: TrustTransaction,
  accountId: string,
  except?: string,
): Promise<number> {
  const endedAtMs = context.clock.now();
  await tx.em.nativeUpdate(SignInChallenge, { accountId, usedAtMs: null }, { usedAtMs: endedAtMs });
  await tx.em.nativeDelete(KnownDevice, { accountId, ...(except !== undefined && { sessionId: { $ne: except } }) });
  return tx.em.nativeUpdate(
    Session,
    { holderId: accountId, endedAtMs: null, ...(except !== undefined && { id: { $ne: except } }) },
    { endedAtMs },
  );
}
