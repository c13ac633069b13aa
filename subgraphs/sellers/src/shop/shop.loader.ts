import { YES } from '@heitu/kit/data/entities';
import { askedWithout, groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { statement } from '@heitu/kit/data/statement';
import { ifGiven } from '@heitu/kit/data/given';
import type { SellersContext, SellersRows } from '../context.ts';
import { partiesById } from '../party/party.loader.ts';
import { NAME_TAKEN_DOWN } from './shop.policy.ts';

const shopRows = (context: SellersContext) => context.rows.selectFrom('Shop').selectAll();
export type ShopRow = Awaited<ReturnType<ReturnType<typeof shopRows>['executeTakeFirstOrThrow']>>;

/** What was taken down nobody reads, nor sees; its people find it in the look at it. */
const shown = (shop: ShopRow): ShopRow =>
  shop.state === 'removed'
    ? {
        ...shop,
        name: NAME_TAKEN_DOWN,
        introduction: null,
        serviceHours: '',
        confirmWithinText: '',
        responseText: '',
        pictureId: null,
        pictureAlt: null,
      }
    : shop;

const shopsWithParty = statement((rows: SellersRows, { ids }: { ids: readonly string[] }) =>
  rows
    .selectFrom('Shop')
    .innerJoin('Party', 'Party.id', 'Shop.partyId')
    .selectAll('Party')
    .select([
      'Shop.id as shopId',
      'Shop.name as shopName',
      'Shop.introduction',
      'Shop.serviceHours',
      'Shop.confirmWithinText',
      'Shop.paysAtDoor',
      'Shop.responseText',
      'Shop.returnAddress',
      'Shop.pictureId',
      'Shop.pictureAlt',
      'Shop.state',
      'Shop.onSale',
      'Shop.saleReason',
      'Shop.createdAtMs as openedAtMs',
    ])
    .where('Shop.id', 'in', ids),
);

const shopsAlone = statement((rows: SellersRows, { ids }: { ids: readonly string[] }) =>
  rows.selectFrom('Shop').selectAll().where('id', 'in', ids),
);
/** Shops are public, closed ones too: past orders lead to them. */
export async function shopsById(context: SellersContext, ids: readonly string[]): Promise<(ShopRow | null)[]> {
  const [rows] = await context.read(shopsAlone({ ids }));
  return inOrder(ids, (row) => row.id, rows.map(shown));
}
/**
 * The same where their parties will be asked for: only approved ones have a shop, so the party, public too, comes in
 * the same statement.
 */
export async function shopsAndParties(context: SellersContext, ids: readonly string[]): Promise<(ShopRow | null)[]> {
  const [rows] = await context.read(shopsWithParty({ ids }));
  for (const party of rows) context.loader(partiesById).prime(party.id, party);
  const shops = rows.map(({ id: partyId, shopId: id, shopName: name, openedAtMs: createdAtMs, ...row }): ShopRow => ({
    ...row,
    id,
    partyId,
    name,
    createdAtMs,
  }));
  return inOrder(ids, (shop) => shop.id, shops.map(shown));
}
/** Most lists show of a shop its name alone. */
export const isAlone = askedWithout('party', 'availableActions');
export async function shopsOfParty(context: SellersContext, partyIds: readonly string[]): Promise<ShopRow[][]> {
  const rows = await shopRows(context).where('partyId', 'in', partyIds).orderBy('id').execute();
  return groupedInOrder(partyIds, (row) => row.partyId, rows.map(shown));
}
export async function shopPage(
  context: SellersContext,
  onlyOnSale: boolean,
  first: number,
  after: string | undefined,
): Promise<ShopRow[]> {
  const rows = await shopRows(context)
    .$if(onlyOnSale, (query) => query.where('onSale', '=', YES))
    .$call(ifGiven(after, (query, id) => query.where('id', '<', id)))
    .orderBy('id', 'desc')
    .limit(first + 1)
    .execute();
  return rows.map(shown);
}
