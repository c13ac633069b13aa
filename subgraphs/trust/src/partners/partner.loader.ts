import { groupedInOrder, mapPage } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { YES } from '@heitu/kit/data/entities';
import { given } from '@heitu/kit/data/given';
import { CAPTURE_SCOPE } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { decidesFor, decidesForAll } from './partner-deciders.ts';
import { scopesOf, USAGE_SHOWN_MAX } from './partner.policy.ts';

/** Keys that are good now, the newest last. Only reached from a program that was let through. */
export async function keysByClient(context: TrustContext, clientIds: readonly string[]) {
  const rows = await context.rows
    .selectFrom('ClientKey')
    .select(['id', 'clientId', 'thumbprint', 'addedAtMs'])
    .where('clientId', 'in', clientIds)
    .where('endedAtMs', 'is', null)
    .orderBy('id')
    .execute();
  return groupedInOrder(clientIds, (row) => row.clientId, rows);
}

/** What programs asked for on the last days: a program's own, anybody's for the administrator. */
export async function usageShown(context: TrustContext, clientId: string | undefined, days: number) {
  const own = decidesForAll(context) ? clientId : context.actor.id;
  const rows = await context.rows
    .selectFrom('ClientUsage')
    .select(['clientId', 'day', 'scope', 'calls', 'refused', 'lastAtMs'])
    .where('day', '>', chinaDate(context.clock.now() - days * DAY_MS))
    .where((eb) => eb.and({ clientId: own }))
    .orderBy('day', 'desc')
    .orderBy('clientId')
    .orderBy('scope')
    .limit(USAGE_SHOWN_MAX)
    .execute();
  return rows.map(({ scope, ...row }) => ({ ...row, scope: scope || null }));
}

export const GRANT_SORTS = {
  clientName: { text: 'clientName' },
  partyName: { text: 'partyName' },
} as const satisfies SortColumns<{ clientName: string; partyName: string }>;
/**
 * What parties let programs read, a row for each two: one's own parties', a program's own, all for the administrator.
 * By the program's name, or sorted.
 */
export async function grantPage(context: TrustContext, { partyId }: { partyId?: string }, page: SortedPage) {
  const { rows, actor } = context;
  const parties = decidesFor(context);
  // Scopes are switched off, not deleted: the first that was ever given names the two for good.
  const grants = rows
    .selectFrom('PartnerGrant as g')
    .innerJoin('ApiClient as c', 'c.id', 'g.clientId')
    .innerJoin('KnownParty as p', 'p.partyId', 'g.partyId')
    .select(({ fn }) => [
      fn.min('g.id').as('id'),
      'g.clientId',
      'c.name as clientName',
      'c.scopes as contract',
      'g.partyId',
      'p.name as partyName',
    ])
    .where('c.active', '=', YES)
    .$if(actor.kind === 'client', (query) => query.where('g.clientId', '=', actor.id))
    .$if(actor.kind !== 'client' && !decidesForAll(context), (query) =>
      query.where('g.partyId', 'in', parties.length > 0 ? parties : ['']),
    )
    .where((eb) => eb.and(given({ 'g.partyId': partyId })))
    .groupBy(['g.clientId', 'c.name', 'c.scopes', 'g.partyId', 'p.name'])
    .having(({ fn }) => fn.max('g.active'), '=', YES);
  const found = await sortedPage(rows.selectFrom(grants.as('pair')).selectAll(), page, GRANT_SORTS, {
    by: 'clientName',
    descending: false,
  });
  const nodes = found.edges.map(({ node }) => node);
  const held =
    nodes.length === 0
      ? []
      : await rows
          .selectFrom('PartnerGrant')
          .select(['clientId', 'partyId', 'scope'])
          .where('active', '=', YES)
          .where(
            'clientId',
            'in',
            nodes.map(({ clientId }) => clientId),
          )
          .where(
            'partyId',
            'in',
            nodes.map((one) => one.partyId),
          )
          .orderBy('scope')
          .execute();
  const scopes = Map.groupBy(held, (row) => `${row.clientId} ${row.partyId}`);
  return mapPage(found, ({ contract, ...pair }) => {
    const has = (scopes.get(`${pair.clientId} ${pair.partyId}`) ?? []).map(({ scope }) => scope);
    const isToLet = parties.includes(pair.partyId) && scopesOf(contract).includes(CAPTURE_SCOPE);
    return { ...pair, scopes: has, toLet: isToLet && !has.includes(CAPTURE_SCOPE) ? [CAPTURE_SCOPE] : [] };
  });
}
