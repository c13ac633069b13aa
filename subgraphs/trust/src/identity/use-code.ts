import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { phoneCodes } from './account.moves.ts';
import { sameHash } from './account.policy.ts';
import { CODE_TRIES_MAX, codeHashOf } from './phone.policy.ts';

/**
 * Judges the newest unused code that was sent to this account for this purpose. Null where it is wrong, late, used or
 * tried too often; else what marks it as used within the transaction of its effect, which answers false where another
 * was faster.
 */
export async function useCode(
  context: TrustContext,
  sentFor: { purpose: string; accountId: string; phoneBlind?: string },
  code: string,
): Promise<((tx: TrustTransaction) => Promise<boolean>) | null> {
  const { purpose, accountId, phoneBlind } = sentFor;
  const nowMs = context.clock.now();
  const sent = await context.rows
    .selectFrom('PhoneCode')
    .select(['id', 'codeHash'])
    .where('accountId', '=', accountId)
    .where('purpose', '=', purpose)
    .where((eb) => eb.and({ phoneBlind }))
    .where('usedAtMs', 'is', null)
    .where('expiresAtMs', '>', nowMs)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  // The try is counted before it is judged, in a transaction of its own: the refusal itself leaves no row.
  if (!sent || !(await countTry(context, sent.id)) || !sameHash(sent.codeHash, codeHashOf(context, sent.id, code)))
    return null;
  return async (tx) => (await phoneCodes.bySystem(context, tx, 'use', { id: sent.id }, { usedAtMs: nowMs })) === 1;
}

async function countTry(context: TrustContext, id: string): Promise<boolean> {
  const counted = await context.transaction(async (tx) => {
    const { numUpdatedRows } = await tx.rows
      .updateTable('PhoneCode')
      .set((eb) => ({ tries: eb('tries', '+', 1) }))
      .where('id', '=', id)
      .where('tries', '<', CODE_TRIES_MAX)
      .executeTakeFirst();
    return ok(Number(numUpdatedRows) === 1);
  });
  return counted.ok && counted.value;
}
