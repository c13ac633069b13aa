import { lockRows } from '@heitu/kit/data/only-one';
import type { TrustTransaction } from '../context.ts';
import { Account } from '../identity/account.entity.ts';
import { Delegation } from './delegation.entity.ts';
import { activeKey, DELEGATIONS_PER_OWNER_MAX } from './delegation.policy.ts';

/**
 * Why one more cannot be active for this agent; null: it can. The owner's account is taken, so that each grant counts
 * those before it.
 */
export async function whyNotActive(
  tx: TrustTransaction,
  { delegatorId, partyId, agentId }: { delegatorId: string; partyId: string; agentId: string },
  nowMs: number,
): Promise<'ALREADY_GRANTED' | 'TOO_MANY' | null> {
  await lockRows(tx, Account, { id: delegatorId });
  const activeFor = activeKey({ partyId, agentId });
  // One whose day has passed has ended; its row says so now, and lets go of the key.
  await tx.em.nativeUpdate(
    Delegation,
    { activeFor, untilMs: { $lte: nowMs } },
    { state: 'ended', activeFor: null, endedAtMs: nowMs },
  );
  if (await tx.em.count(Delegation, { activeFor })) return 'ALREADY_GRANTED';
  const { count } = await tx.rows
    .selectFrom('Delegation')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('delegatorId', '=', delegatorId)
    .where('state', '=', 'active')
    .where('untilMs', '>', nowMs)
    .executeTakeFirstOrThrow();
  return Number(count) < DELEGATIONS_PER_OWNER_MAX ? null : 'TOO_MANY';
}
