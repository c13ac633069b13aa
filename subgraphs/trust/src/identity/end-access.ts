import type { TrustContext, TrustTransaction } from '../context.ts';
import { KnownDevice } from './account.entity.ts';
import { challenges, sessions } from './account.moves.ts';

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
  await challenges.bySystem(context, tx, 'use', { accountId });
  await tx.em.nativeDelete(KnownDevice, { accountId, ...(except !== undefined && { sessionId: { $ne: except } }) });
  const others = { holderId: accountId, ...(except !== undefined && { id: { $ne: except } }) };
  return sessions.bySystem(context, tx, 'end', others);
}
