import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, localDate, mobilePhone, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { Account } from '../identity/account.entity.ts';
import { phoneBlindOf } from '../identity/phone.policy.ts';
import { Delegation } from './delegation.entity.ts';
import { approvedAgents, ownedParties } from './delegation.loader.ts';
import { ASK_LIFETIME_MS, ASKS_PER_DAY_MAX, endOfLastDay } from './delegation.policy.ts';
import { askDelegationRefusals as refusals } from './delegation.refusals.ts';
import { delegableRights } from './grant-delegation.ts';

const schema = z.object({
  requestId: identifier(),
  phone: mobilePhone(),
  rights: delegableRights(),
  until: localDate(),
});

/**
 * At the station: an agent asks the owner behind a phone, who gets a code there and reads it out. The code goes out by
 * a job, so that neither answer nor time tells whose phone it is. An owner of several parties says in their app which
 * one (grantDelegation). Errors: STATION_NOT_APPROVED, UNTIL_OUT_OF_RANGE, TOO_MANY_ASKS.
 */
export async function askDelegation(
  context: TrustContext,
  input: unknown,
): Promise<Outcome<{ id: string; expiresAtMs: number }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId, phone, rights, until } = valid.value;
  const nowMs = context.clock.now();
  const agentId = context.actor.id;
  const untilMs = endOfLastDay(until, nowMs);
  if (untilMs === null) return refuse(refusals, 'UNTIL_OUT_OF_RANGE');
  return context.transaction(
    async (tx) => {
      const station = await approvedAgents(context, agentId).executeTakeFirst();
      if (!station) return refuse(refusals, 'STATION_NOT_APPROVED');
      // The agent's account is taken: of several asks at once each counts those before it.
      await lockRows(tx, Account, { id: agentId });
      const { count } = await tx.rows
        .selectFrom('Delegation')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('agentId', '=', agentId)
        .where('way', '=', 'code')
        .where('askedAtMs', '>=', startOfChinaDate(chinaDate(nowMs)))
        .executeTakeFirstOrThrow();
      if (Number(count) >= ASKS_PER_DAY_MAX) return refuse(refusals, 'TOO_MANY_ASKS');
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
        delegatorId: party ? holder!.id : '',
        agentId,
        stationId: station.stationId,
        partyId: party ?? '',
        rights: JSON.stringify(rights),
        state: 'asked',
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
    },
    { id: requestId, input: valid.value },
  );
}
