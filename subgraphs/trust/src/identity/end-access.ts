import type { TrustContext, TrustTransaction } from '../context.ts';
import { Session, SignInChallenge } from './account.entity.ts';

/** Ends an account's sessions and half-done sign-ins, but for the session `except`; answers how many sessions ended. */
export async function endAccess(context: TrustContext, tx: TrustTransaction, accountId: string, except?: string): Promise<number> {
  const endedAtMs = context.clock.now();
  await tx.em.nativeUpdate(SignInChallenge, { accountId, usedAtMs: null }, { usedAtMs: endedAtMs });
  return tx.em.nativeUpdate(Session, { holderId: accountId, endedAtMs: null, ...(except !== undefined && { id: { $ne: except } }) }, { endedAtMs });
}
