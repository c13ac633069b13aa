import { YES } from '@heitu/kit/data/entities';
import { askedWithout, groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { statement } from '@heitu/kit/data/statement';
import type { SellersContext, SellersRows } from '../context.ts';
import { partiesById, type PartyRow } from '../party/party.loader.ts';
import { Party } from '../party/party.entity.ts';

const shopRows = (context: SellersContext) => context.rows.selectFrom('Shop').selectAll();
export type ShopRow = Awaited<ReturnType<ReturnType<typeof shopRows>['executeTakeFirstOrThrow']>>;

const PARTY_COLUMNS = Object.keys(Party.meta.properties) as (keyof PartyRow)[];

const shopsWithParty = statement((rows: SellersRows, { ids }: { ids: readonly string[] }) =>
  rows
    .selectFrom('Shop')
    .innerJoin('Party', 'Party.id', 'Shop.partyId')
    .selectAll('Shop')
    .select(PARTY_COLUMNS.map((column) => `Party.${column} as party.${column}` as const))
    .where('Shop.id', 'in', ids),
);

const shopsAlone = statement((rows: SellersRows, { ids }: { ids: readonly string[] }) =>
  rows.selectFrom('Shop').selectAll().where('id', 'in', ids),
);
/** Shops are public, closed ones too: past orders lead to them. */
export async function shopsById(context: SellersContext, ids: readonly string[]): Promise<(ShopRow | null)[]> {
  const [rows] = await context.read(shopsAlone({ ids }));
  return inOrder(ids, (row) => row.id, rows);
}
/**
 * The same where their parties will be asked for: only approved ones have a shop, so the party, public too, comes in
 * the same statement.
 */
export async function shopsAndParties(context: SellersContext, ids: readonly string[]): Promise<(ShopRow | null)[]> {
  const [rows] = await context.read(shopsWithParty({ ids }));
  for (const row of rows) {
    const party = Object.fromEntries(PARTY_COLUMNS.map((column) => [column, row[`party.${column}`]])) as PartyRow;
    context.loader(partiesById).prime(party.id, party);
  }
  return inOrder(ids, (row) => row.id, rows);
}
/** Most lists show of a shop its name alone. */
export const isAlone = askedWithout('party', 'availableActions');
export async function shopsOfParty(context: SellersContext, partyIds: readonly string[]): Promise<ShopRow[][]> {
  return groupedInOrder(
    partyIds,
    (row) => row.partyId,
    await shopRows(context).where('partyId', 'in', partyIds).orderBy('id').execute(),
  );
}
export const shopPage = (
  context: SellersContext,
  onlyOnSale: boolean,
  first: number,
  after: string | undefined,
): Promise<ShopRow[]> =>
  shopRows(context)
    .$if(onlyOnSale, (query) => query.where('onSale', '=', YES))
    .$if(!!after, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(first + 1)
    .execute();
