import { partiesFor } from '@heitu/kit/actor';
import { ok, refuse, type Outcome } from '@heitu/kit/outcome';
import { identifier, localDate, parse, z } from '@heitu/kit/validate';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { Delegation } from './delegation.entity.ts';
import { approvedAgents } from './delegation.loader.ts';
import { DELEGABLE_RIGHTS, DELEGATIONS_PER_OWNER_MAX, endOfLastDay } from './delegation.policy.ts';
import { grantDelegationRefusals as refusals } from './delegation.refusals.ts';

export const delegableRights = () => z.array(z.enum(DELEGABLE_RIGHTS)).min(1).max(DELEGABLE_RIGHTS.length).transform((rights) => [...new Set(rights)].toSorted());
const schema = z.object({ requestId: identifier(), partyId: identifier(), agentAccountId: identifier(), rights: delegableRights(), until: localDate() });

/** An owner lets a station's agent act for the party until a day. Errors: NOT_FOUND (not the owner's party), AGENT_UNKNOWN, UNTIL_OUT_OF_RANGE, TOO_MANY. */
export async function grantDelegation(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId, partyId, agentAccountId, rights, until } = valid.value;
  const nowMs = context.clock.now();
  const delegatorId = context.actor.id;
  if (!partiesFor(context.actor, ['seller-owner']).includes(partyId)) return refuse(refusals, 'NOT_FOUND');
  const untilMs = endOfLastDay(until, nowMs);
  if (untilMs === null) return refuse(refusals, 'UNTIL_OUT_OF_RANGE');
  return context.transaction(async (tx) => {
    const agent = await approvedAgents(context, agentAccountId).executeTakeFirst();
    if (!agent || agentAccountId === delegatorId) return refuse(refusals, 'AGENT_UNKNOWN');
    if (!(await hasRoom(tx, delegatorId, nowMs))) return refuse(refusals, 'TOO_MANY');
    const id = context.newId();
    await tx.em.insert(Delegation, {
      id, delegatorId, agentId: agentAccountId, stationId: agent.stationId, partyId, rights: JSON.stringify(rights), state: 'active', way: 'app',
      askedAtMs: nowMs, codeDueAtMs: null, grantedAtMs: nowMs, untilMs, endedAtMs: null, endedBy: null,
    });
    await notifyAccount(context, tx, agentAccountId, { kind: 'delegation', title: '有农户请您代办', body: `农户授权您代办，有效期到${until}，请在代办里查看`, orderId: null });
    tx.audit({ type: 'delegation', id, clause: '11.5.de' });
    return ok({ id });
  }, { id: requestId, input: valid.value });
}

export async function hasRoom(tx: TrustTransaction, delegatorId: string, nowMs: number): Promise<boolean> {
  const { count } = await tx.rows.selectFrom('Delegation').select(({ fn }) => fn.countAll<number>().as('count'))
    .where('delegatorId', '=', delegatorId).where('state', '=', 'active').where('untilMs', '>', nowMs).executeTakeFirstOrThrow();
  return Number(count) < DELEGATIONS_PER_OWNER_MAX;
}
