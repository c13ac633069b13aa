import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { isOverseer, ownPartyIds } from '../access.ts';
import type { SellersContext } from '../context.ts';

const contractRows = (context: SellersContext) => context.rows.selectFrom('Contract').selectAll();
export type ContractRow = Awaited<ReturnType<ReturnType<typeof contractRows>['executeTakeFirstOrThrow']>>;

/** Contracts in which a party is one of the two sides; seen by those of either side who may sign them, and by overseers. */
export async function contractsOfParty(context: SellersContext, partyIds: readonly string[]): Promise<ContractRow[][]> {
  const rows = await contractRows(context)
    .where((where) => where.or([where('partyId', 'in', partyIds), where('withPartyId', 'in', partyIds)]))
    .$if(!isOverseer(context), (query) =>
      query.where((where) =>
        where.or([
          where('partyId', 'in', ownPartyIds(context, 'finance')),
          where('withPartyId', 'in', ownPartyIds(context, 'finance')),
        ]),
      ),
    )
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
