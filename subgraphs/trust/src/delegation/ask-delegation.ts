import { lockRows } from '@heitu/kit/data/only-one';
import { ok } from '@heitu/kit/rules/outcome';
import { asScalar, localDate, mobilePhone, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { toJson } from '@heitu/kit/rules/typed-json';
import { mutation } from '../context.ts';
import { Account } from '../identity/account.entity.ts';
import { phoneBlindOf } from '../identity/phone.policy.ts';
import { askRefusals, asksToday } from './asks-today.ts';
import { Delegation } from './delegation.entity.ts';
import { delegationLifecycle } from './delegation.lifecycle.ts';
import { approvedAgents, ownedParties } from './delegation.loader.ts';
import { ASK_LIFETIME_MS, ASKS_PER_DAY_MAX, endOfLastDay, UNTIL_OUT_OF_RANGE } from './delegation.policy.ts';
import { delegableRights } from './delegable-rights.ts';
import { DelegationAsked } from './delegation.view.ts';

/**
 * At the station: an agent asks the owner behind a phone, who gets a code there and reads it out. The code goes out by
 * a job, so that neither answer nor time tells whose phone it is. An owner of several parties says in their app which
 * one (grantDelegation).
 */
export const askDelegation = mutation({
  name: 'askDelegation',
  description:
    'At the station: the owner behind this phone gets a code to read out. The answer does not tell whose phone it is.',
  may: permit.role('station-agent'),
  input: z.object({
    phone: mobilePhone().describe("The owner's, eleven digits."),
    rights: delegableRights().describe('What the agent may do; money and bank, shop and staff stay with the owner.'),
    until: asScalar(LocalDate, localDate()).describe('The last day.'),
  }),
  requestId: 'must',
  refusals: { UNTIL_OUT_OF_RANGE, ...askRefusals },
  shows: asItIs(DelegationAsked),
  async run(context, { phone, rights, until }, refuse) {
    const nowMs = context.clock.now();
    const agentId = context.actor.id;
    const untilMs = endOfLastDay(until, nowMs);
    if (untilMs === null) return refuse('UNTIL_OUT_OF_RANGE');
    return context.transaction(async (tx) => {
      const station = await approvedAgents(context, agentId).executeTakeFirst();
      if (!station) return refuse('STATION_NOT_APPROVED');
      // The agent's account is taken: of several asks at once each counts those before it.
      await lockRows(tx, Account, { id: agentId });
      if ((await asksToday(tx, agentId, nowMs)) >= ASKS_PER_DAY_MAX) return refuse('TOO_MANY_ASKS');
      const holder = await tx.rows
        .selectFrom('Account')
        .select('id')
        .where('phoneBlind', '=', phoneBlindOf(context, phone))
        .where('state', '=', 'active')
        .where('id', '!=', agentId)
        .executeTakeFirst();
      const parties = await ownedParties(context, holder?.id ?? '');
      const party = parties.length === 1 ? parties[0] : undefined;
      const id = context.newId();
      await tx.em.insert(Delegation, {
        id,
        delegatorId: (party && holder?.id) ?? '',
        agentId,
        stationId: station.stationId,
        partyId: party ?? '',
        rights: toJson(rights),
        state: delegationLifecycle.initial,
        way: 'code',
        askedAtMs: nowMs,
        codeDueAtMs: party ? nowMs : null,
        grantedAtMs: null,
        untilMs,
        endedAtMs: null,
        endedBy: null,
      });
      tx.audit({ type: 'delegation', id, clause: '11.5.de' });
      return ok({ id, expiresAtMs: nowMs + ASK_LIFETIME_MS });
    });
  },
});
