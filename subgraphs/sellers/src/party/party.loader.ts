import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import { given, ifGiven } from '@heitu/kit/data/given';
import { applicantId, isOverseer, managedParties, ownPartyIds } from '../access.ts';
import type { SellersContext } from '../context.ts';
import type { PartyKind, Standing } from './party.policy.ts';

const partyRows = (context: SellersContext) => context.rows.selectFrom('Party').selectAll();
export type PartyRow = Awaited<ReturnType<ReturnType<typeof partyRows>['executeTakeFirstOrThrow']>>;

/** Parties that this actor may know of: approved ones are public, others are for their own people and for overseers. */
export async function partiesById(context: SellersContext, ids: readonly string[]): Promise<(PartyRow | null)[]> {
  const rows = await partyRows(context)
    .where('id', 'in', ids)
    .$if(!isOverseer(context) && context.actor.kind !== 'peer', (query) =>
      query.where((where) =>
        where.or([
          where('approvedAtMs', 'is not', null),
          where('applicantAccountId', '=', applicantId(context)),
          where('id', 'in', managedParties(context)),
        ]),
      ),
    )
    .execute();
  return inOrder(ids, (row) => row.id, rows);
}

export const ownParties = (context: SellersContext): Promise<PartyRow[]> =>
  partyRows(context).where('id', 'in', ownPartyIds(context)).orderBy('id', 'desc').execute();

export interface PartyFilter {
  kind?: PartyKind;
  state?: Standing;
  /** Part of a business's or a shop's name; a farmer's name, a credit code, phone or resident ID number exactly. */
  search?: string;
}

const partOf = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '')}%`;
const filteredParties = (context: SellersContext, filter: PartyFilter) =>
  partyRows(context)
    .where((eb) => eb.and(given({ kind: filter.kind, standing: filter.state })))
    .$call(
      ifGiven(filter.search?.trim(), (query, text) =>
        query.where((where) =>
          where.or([
            where('name', 'like', partOf(text)),
            where('id', 'in', context.rows.selectFrom('Shop').select('partyId').where('name', 'like', partOf(text))),
            where('fullNameBlind', '=', context.vault.blindIndex('party-name', text)),
            where('creditCode', '=', text.toUpperCase()),
            where('contactPhoneBlind', '=', context.vault.blindIndex('phone', text)),
            where('residentIdNumberBlind', '=', context.vault.blindIndex('resident-id', text.toUpperCase())),
          ]),
        ),
      ),
    );

/** By what parties can be sorted. */
export const PARTY_SORTS = {
  createdAt: 'createdAtMs',
  approvedAt: 'approvedAtMs',
  reReviewDueAt: 'reReviewDueAtMs',
  kind: { text: 'kind' },
  state: { text: 'standing' },
} as const satisfies SortColumns<PartyRow>;
/** Newest first, or by one of the days that overseers keep an eye on: then those without such a day are left out. */
export const partiesSorted = (context: SellersContext, page: PartyFilter & SortedPage) =>
  sortedPage(
    filteredParties(context, page)
      .$if(page.sort === 'approvedAt', (query) => query.where('approvedAtMs', 'is not', null))
      .$if(page.sort === 'reReviewDueAt', (query) => query.where('reReviewDueAtMs', 'is not', null)),
    page,
    PARTY_SORTS,
    { by: 'createdAt', descending: true },
  );

/** The public register, newest first. */
export const registerPage = (
  context: SellersContext,
  filter: PartyFilter,
  first: number,
  after: string | undefined,
): Promise<PartyRow[]> =>
  filteredParties(context, filter)
    .where('approvedAtMs', 'is not', null)
    .$call(ifGiven(after, (query, id) => query.where('id', '<', id)))
    .orderBy('id', 'desc')
    .limit(first + 1)
    .execute();

export async function measuresOfParty(context: SellersContext, ids: readonly string[]) {
  const rows = await context.rows
    .selectFrom('PartyMeasure')
    .selectAll()
    .where('partyId', 'in', ids)
    .orderBy('takenAtMs', 'desc')
    .execute();
  return groupedInOrder(ids, (row) => row.partyId, rows);
}
