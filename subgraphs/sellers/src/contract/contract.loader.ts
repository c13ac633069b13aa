import { given } from '@heitu/kit/data/given';
import { groupedInOrder, inOrder, type Page } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import { isOverseer, ownPartyIds } from '../access.ts';
import type { SellersContext } from '../context.ts';
import type { ContractState } from './contract.lifecycle.ts';
import type { ContractKind } from './contract.policy.ts';

const contractRows = (context: SellersContext) => context.rows.selectFrom('Contract').selectAll();
export type ContractRow = Awaited<ReturnType<ReturnType<typeof contractRows>['executeTakeFirstOrThrow']>>;

/** Seen by those of either side who may sign them, and by overseers. */
const visible = (context: SellersContext) =>
  contractRows(context).$if(!isOverseer(context), (query) =>
    query.where((where) =>
      where.or([
        where('partyId', 'in', ownPartyIds(context, 'finance')),
        where('withPartyId', 'in', ownPartyIds(context, 'finance')),
      ]),
    ),
  );

/** Contracts in which a party is one of the two sides. */
export async function contractsOfParty(context: SellersContext, partyIds: readonly string[]): Promise<ContractRow[][]> {
  const rows = await visible(context)
    .where((where) => where.or([where('partyId', 'in', partyIds), where('withPartyId', 'in', partyIds)]))
    .orderBy('id', 'desc')
    .execute();
  const sides = rows.flatMap((row) => [
    { side: row.partyId, row },
    { side: row.withPartyId, row },
  ]);
  return groupedInOrder(partyIds, ({ side }) => side, sides).map((list) => list.map(({ row }) => row));
}
/** What this actor has just written. */
export async function contractsById(context: SellersContext, ids: readonly string[]): Promise<(ContractRow | null)[]> {
  return inOrder(ids, (row) => row.id, await contractRows(context).where('id', 'in', ids).execute());
}

/** By what contracts can be sorted. */
export const CONTRACT_SORTS = {
  offeredAt: 'offeredAtMs',
  validUntilOn: { text: 'validUntil' },
  state: { text: 'state' },
  kind: { text: 'kind' },
} as const satisfies SortColumns<ContractRow>;

/** Newest first, or sorted. */
export const contractPage = (
  context: SellersContext,
  filter: { state?: ContractState; kind?: ContractKind },
  page: SortedPage,
): Promise<Page<ContractRow>> =>
  sortedPage(
    visible(context).where((eb) => eb.and(given(filter))),
    page,
    CONTRACT_SORTS,
    { by: 'offeredAt', descending: true },
  );
