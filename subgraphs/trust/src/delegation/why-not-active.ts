import { lockRows } from '@heitu/kit/data/only-one';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { Account } from '../identity/account.entity.ts';
import { Delegation } from './delegation.entity.ts';
import { delegations } from './delegation.moves.ts';
import { DELEGATIONS_PER_OWNER_MAX, keyOf } from './delegation.policy.ts';

/**
 * Why one more cannot be active for this agent; null: it can. The owner's account is taken, so that each grant counts
 * those before it.
 */
export async function whyNotActive(
  context: TrustContext,
  tx: TrustTransaction,
  wanted: Parameters<typeof keyOf>[0],
): Promise<'ALREADY_GRANTED' | 'TOO_MANY' | null> {
  const nowMs = context.clock.now();
  const { delegatorId } = wanted;
  await lockRows(tx, Account, { id: delegatorId });
  const activeFor = keyOf(wanted);
  // One whose day has passed has ended; its row says so now, and lets go of the key.
  const past = { activeFor, untilMs: { $lte: nowMs } };
  await delegations.bySystem(context, tx, 'expire', past, { activeFor: null, endedAtMs: nowMs, personSealed: null });
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
