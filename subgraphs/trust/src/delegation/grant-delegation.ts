import { partiesFor } from '@heitu/kit/rules/actor';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { asScalar, identifier, localDate, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { toJson } from '@heitu/kit/rules/typed-json';
import { mutation } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { Delegation } from './delegation.entity.ts';
import { approvedAgents } from './delegation.loader.ts';
import { activeKey, DELEGATIONS_PER_OWNER_MAX, endOfLastDay, UNTIL_OUT_OF_RANGE } from './delegation.policy.ts';
import { DelegationSaved } from './delegation.view.ts';
import { delegableRights } from './delegable-rights.ts';
import { whyNotActive } from './why-not-active.ts';
import { partyId } from '../input-fields.ts';

/** An owner lets a station's agent act for the party until a day. */
export const grantDelegation = mutation({
  name: 'grantDelegation',
  description: "An owner lets a station's agent act for the party until a day.",
  may: permit.role('seller-owner'),
  input: z.object({
    partyId: partyId(),
    agentAccountId: identifier().describe('The agent; see stationAgents.'),
    rights: delegableRights().describe('What the agent may do; money and bank, shop and staff stay with the owner.'),
    until: asScalar(LocalDate, localDate()).describe('The last day.'),
  }),
  requestId: 'must',
  refusals: {
    // Not the owner's party.
    NOT_FOUND,
    UNTIL_OUT_OF_RANGE,
    ALREADY_GRANTED: { message: '这位代办员已在为您代办；要改权限或日期，请先结束原来的再授权', clause: '11.5.de' },
    AGENT_UNKNOWN: { message: '没有找到这位服务站代办员，或者服务站已不在备案状态', clause: '11.5.de' },
    TOO_MANY: { message: `同时生效的代办最多${DELEGATIONS_PER_OWNER_MAX}项，请先结束不用的` },
  },
  shows: asItIs(DelegationSaved),
  async run(context, { partyId, agentAccountId, rights, until }, refuse) {
    const nowMs = context.clock.now();
    const delegatorId = context.actor.id;
    if (!partiesFor(context.actor, ['seller-owner']).includes(partyId)) return refuse('NOT_FOUND');
    const untilMs = endOfLastDay(until, nowMs);
    if (untilMs === null) return refuse('UNTIL_OUT_OF_RANGE');
    return context.transaction(async (tx) => {
      const agent = await approvedAgents(context, agentAccountId).executeTakeFirst();
      if (!agent || agentAccountId === delegatorId) return refuse('AGENT_UNKNOWN');
      const refusal = await whyNotActive(context, tx, { delegatorId, partyId, agentId: agentAccountId, errand: null });
      if (refusal) return refuse(refusal);
      const id = context.newId();
      await tx.em.insert(Delegation, {
        id,
        delegatorId,
        agentId: agentAccountId,
        stationId: agent.stationId,
        partyId,
        rights: toJson(rights),
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
    });
  },
});
