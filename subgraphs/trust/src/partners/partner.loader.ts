import { groupedInOrder } from '@heitu/kit/graphql';
import { chinaDate } from '@heitu/kit/calendar';
import { DAY_MS } from '@heitu/kit/clock';
import { YES } from '@heitu/kit/entities';
import type { TrustContext } from '../context.ts';
import { decidesFor, decidesForAll } from './let-partner.ts';
import { GRANTS_SHOWN_MAX, USAGE_SHOWN_MAX } from './partner.policy.ts';

/** Keys that are good now, the newest last. Only reached from a program that was let through. */
export async function keysByClient(context: TrustContext, clientIds: readonly string[]) {
  const rows = await context.rows.selectFrom('ClientKey').select(['id', 'clientId', 'thumbprint', 'addedAtMs']).where('clientId', 'in', clientIds).where('endedAtMs', 'is', null).orderBy('id').execute();
  return groupedInOrder(clientIds, (row) => row.clientId, rows);
}

/** What programs asked for on the last days: a program's own, anybody's for the administrator. */
export async function usageShown(context: TrustContext, clientId: string | undefined, days: number) {
  const own = decidesForAll(context) ? clientId : context.actor.id;
  return context.rows.selectFrom('ClientUsage').select(['clientId', 'day', 'scope', 'calls', 'refused', 'lastAtMs']).where('day', '>', chinaDate(context.clock.now() - days * DAY_MS))
    .$if(own !== undefined, (query) => query.where('clientId', '=', own!)).orderBy('day', 'desc').orderBy('clientId').orderBy('scope').limit(USAGE_SHOWN_MAX).execute();
}

/** What parties let programs read: one's own parties', a program's own, all for the administrator. */
export async function grantsShown(context: TrustContext) {
  const parties = decidesFor(context);
  const rows = await context.rows.selectFrom('PartnerGrant as g').innerJoin('ApiClient as c', 'c.id', 'g.clientId').innerJoin('KnownParty as p', 'p.partyId', 'g.partyId')
    .select(['g.clientId', 'c.name as clientName', 'g.partyId', 'p.name as partyName', 'g.scope']).where('g.active', '=', YES).where('c.active', '=', YES)
    .$if(context.actor.kind === 'client', (query) => query.where('g.clientId', '=', context.actor.id))
    .$if(context.actor.kind !== 'client' && !decidesForAll(context), (query) => query.where('g.partyId', 'in', parties.length > 0 ? parties : ['']))
    .orderBy('g.clientId').orderBy('g.partyId').orderBy('g.scope').limit(GRANTS_SHOWN_MAX).execute();
  return [...Map.groupBy(rows, ({ clientId, partyId }) => `${clientId} ${partyId}`).values()].map((group) => ({ ...group[0]!, scopes: group.map(({ scope }) => scope) }));
}
