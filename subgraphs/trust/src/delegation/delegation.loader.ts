import { inOrder } from '@heitu/kit/rules/graphql';
import { YES } from '@heitu/kit/data/entities';
import { ASK_LIFETIME_MS, DELEGATIONS_SHOWN_MAX } from './delegation.policy.ts';
import type { TrustContext } from '../context.ts';

/** Those that this person gave or was given; asked ones only for the agent who asked, ones that went nowhere for nobody. */
export const ownDelegations = (context: TrustContext) =>
  context.rows
    .selectFrom('Delegation')
    .selectAll()
    .where((where) =>
      where.or([
        where('agentId', '=', context.actor.id),
        where.and([where('delegatorId', '=', context.actor.id), where('grantedAtMs', 'is not', null)]),
      ]),
    );

export async function ownDelegationsById(context: TrustContext, ids: readonly string[]) {
  const rows = await ownDelegations(context).where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, rows);
}

/** Also an errand whose code was sent and is not read out yet: the agent who opens the page anew waits for it still. */
export const listDelegations = (context: TrustContext) =>
  ownDelegations(context)
    .where((where) =>
      where.or([
        where('grantedAtMs', 'is not', null),
        where.and([
          where('errand', 'is not', null),
          where('endedAtMs', 'is', null),
          where('askedAtMs', '>', context.clock.now() - ASK_LIFETIME_MS),
        ]),
      ]),
    )
    .orderBy('id', 'desc')
    .limit(DELEGATIONS_SHOWN_MAX)
    .execute();

/** Staff of stations that are approved now, by account. `accountId`: only that one. */
export const approvedAgents = (context: TrustContext, accountId?: string) =>
  context.rows
    .selectFrom('GrantRow as g')
    .innerJoin('KnownParty as p', 'p.partyId', 'g.partyId')
    .innerJoin('Account as a', 'a.id', 'g.accountId')
    .select(['g.accountId', 'g.partyId as stationId', 'p.name as stationName', 'a.displayName'])
    .where('g.role', '=', 'station-agent')
    .where('g.active', '=', YES)
    .where('p.kind', '=', 'station')
    .where('p.inGoodStanding', '=', YES)
    .where('a.state', '=', 'active')
    .where((eb) => eb.and({ 'g.accountId': accountId }))
    .orderBy('g.id')
    .limit(DELEGATIONS_SHOWN_MAX);

/** The parties that an account owns now: what it can let others act for. */
export const ownedParties = async (context: TrustContext, accountId: string): Promise<string[]> =>
  (
    await context.rows
      .selectFrom('GrantRow')
      .select('partyId')
      .where('accountId', '=', accountId)
      .where('role', '=', 'seller-owner')
      .where('active', '=', YES)
      .orderBy('id')
      .execute()
  ).map((row) => row.partyId);

/**
 * A delegation that holds at this moment: not ended, its day not past, the owner still the owner, the agent still an
 * approved station's.
 */
export async function holdingDelegation(context: TrustContext, id: string, agentId: string) {
  const row = await context.rows
    .selectFrom('Delegation')
    .select(['id', 'delegatorId', 'stationId', 'partyId', 'rights', 'untilMs'])
    .where('id', '=', id)
    .where('agentId', '=', agentId)
    .where('state', '=', 'active')
    .executeTakeFirst();
  if (!row || row.untilMs <= context.clock.now()) return null;
  const owner = await context.rows
    .selectFrom('Account')
    .select('id')
    .where('id', '=', row.delegatorId)
    .where('state', '=', 'active')
    .executeTakeFirst();
  if (!owner || !(await ownedParties(context, row.delegatorId)).includes(row.partyId)) return null;
  const agents = await approvedAgents(context, agentId).where('g.partyId', '=', row.stationId).execute();
  return agents.length > 0 ? row : null;
}
