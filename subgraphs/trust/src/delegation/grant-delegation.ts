import { partiesFor } from '@heitu/kit/rules/actor';
import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, localDate, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { Account } from '../identity/account.entity.ts';
import { Delegation } from './delegation.entity.ts';
import { approvedAgents } from './delegation.loader.ts';
import { activeKey, DELEGABLE_RIGHTS, DELEGATIONS_PER_OWNER_MAX, endOfLastDay } from './delegation.policy.ts';
import { grantDelegationRefusals as refusals } from './delegation.refusals.ts';

export const delegableRights = () =>
  z
    .array(z.enum(DELEGABLE_RIGHTS))
    .min(1)
    .max(DELEGABLE_RIGHTS.length)
    .transform((rights) => [...new Set(rights)].toSorted());
const schema = z.object({
  requestId: identifier(),
  partyId: identifier(),
  agentAccountId: identifier(),
  rights: delegableRights(),
  until: localDate(),
});

/**
 * An owner lets a station's agent act for the party until a day. Errors: NOT_FOUND (not the owner's party),
 * AGENT_UNKNOWN, UNTIL_OUT_OF_RANGE, TOO_MANY.
 */
export async function grantDelegation(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId, partyId, agentAccountId, rights, until } = valid.value;
  const nowMs = context.clock.now();
  const delegatorId = context.actor.id;
  if (!partiesFor(context.actor, ['seller-owner']).includes(partyId)) return refuse(refusals, 'NOT_FOUND');
  const untilMs = endOfLastDay(until, nowMs);
  if (untilMs === null) return refuse(refusals, 'UNTIL_OUT_OF_RANGE');
  return context.transaction(
    async (tx) => {
      const agent = await approvedAgents(context, agentAccountId).executeTakeFirst();
      if (!agent || agentAccountId === delegatorId) return refuse(refusals, 'AGENT_UNKNOWN');
      const refusal = await whyNotActive(tx, { delegatorId, partyId, agentId: agentAccountId }, nowMs);
      if (refusal) return refuse(refusals, refusal);
      const id = context.newId();
      await tx.em.insert(Delegation, {
        id,
        delegatorId,
        agentId: agentAccountId,
        stationId: agent.stationId,
        partyId,
        rights: JSON.stringify(rights),
        state: 'active',
        activeFor: activeKey({ partyId, agentId: agentAccountId }),
        way: 'app',
        askedAtMs: nowMs,
        codeDueAtMs: null,
        grantedAtMs: nowMs,
        untilMs,
        endedAtMs: null,
        endedBy: null,
      });
      await notifyAccount(context, tx, agentAccountId, {
        kind: 'delegation',
        title: '有农户请您代办',
        body: `农户授权您代办，有效期到${until}，请在代办里查看`,
        orderId: null,
      });
      tx.audit({ type: 'delegation', id, clause: '11.5.de' });
      return ok({ id });
    },
    { id: requestId, input: valid.value },
  );
}

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
