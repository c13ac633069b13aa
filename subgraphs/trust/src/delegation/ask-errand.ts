import { chinaDate } from '@heitu/kit/rules/calendar';
import { lockRows } from '@heitu/kit/data/only-one';
import { oneOf } from '@heitu/kit/rules/enums';
import { asItIs } from '@heitu/kit/rules/mutation';
import { ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { toJson } from '@heitu/kit/rules/typed-json';
import { line, mobilePhone, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { Errands } from '../enums.ts';
import { Account } from '../identity/account.entity.ts';
import { phoneBlindOf } from '../identity/phone.policy.ts';
import { divisionCode } from '../input-fields.ts';
import { askRefusals, asksToday } from './asks-today.ts';
import { Delegation } from './delegation.entity.ts';
import { delegationLifecycle } from './delegation.lifecycle.ts';
import { approvedAgents } from './delegation.loader.ts';
import { ASK_LIFETIME_MS, ASKS_PER_DAY_MAX, endOfLastDay } from './delegation.policy.ts';
import { DelegationAsked } from './delegation.view.ts';

/**
 * At the station: somebody without a smartphone wants something done. They are sent a code and read it out: that is
 * their word, and nobody else's. Whose phone it is, or whether anybody's, neither answer nor time tells: who has no
 * account gets one with the code (11.5.de).
 */
export const askErrand = mutation({
  name: 'askErrand',
  description:
    'At the station: somebody wants an errand done, and gets a code to read out; it holds until the end of the day.',
  may: permit.role('station-agent'),
  input: z.object({
    errand: oneOf(Errands).describe('What they want done.'),
    phone: mobilePhone().describe('Theirs, eleven digits.'),
    name: line(40).describe('Their name, as parcels bear it; sealed.'),
    divisionCode: divisionCode().describe('Where they live, six to twelve digits: county to village.'),
    address: line(200, 2).describe('Their village or house; sealed.'),
  }),
  requestId: 'must',
  refusals: {
    ...askRefusals,
    OWN_PHONE: { message: '这是您自己的手机号。替谁办，就填谁的手机号', clause: '11.5.de' },
  },
  shows: asItIs(DelegationAsked),
  async run(context, { errand, ...of }, refuse) {
    const nowMs = context.clock.now();
    const agentId = context.actor.id;
    return context.transaction(async (tx) => {
      const station = await approvedAgents(context, agentId).executeTakeFirst();
      if (!station) return refuse('STATION_NOT_APPROVED');
      // The agent's account is taken: of several asks at once each counts those before it.
      await lockRows(tx, Account, { id: agentId });
      if ((await asksToday(tx, agentId, nowMs)) >= ASKS_PER_DAY_MAX) return refuse('TOO_MANY_ASKS');
      const holder = await tx.rows
        .selectFrom('Account')
        .select('id')
        .where('phoneBlind', '=', phoneBlindOf(context, of.phone))
        .executeTakeFirst();
      if (holder?.id === agentId) return refuse('OWN_PHONE', 'phone');
      const id = context.newId();
      const delegatorId = holder?.id ?? context.newId();
      await tx.em.insert(Delegation, {
        id,
        delegatorId,
        agentId,
        stationId: station.stationId,
        partyId: '',
        errand,
        personSealed: await context.vault.seal(delegatorId, JSON.stringify(of)),
        rights: toJson([]),
        state: delegationLifecycle.initial,
        way: 'code',
        askedAtMs: nowMs,
        codeDueAtMs: nowMs,
        grantedAtMs: null,
        untilMs: endOfLastDay(chinaDate(nowMs), nowMs) ?? nowMs,
        endedAtMs: null,
        endedBy: null,
      });
      tx.audit({ type: 'delegation', id, clause: '11.5.de' });
      return ok({ id, expiresAtMs: nowMs + ASK_LIFETIME_MS });
    });
  },
});
