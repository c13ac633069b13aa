import { statement } from '@heitu/kit/data/statement';
import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import type { SellersContext, SellersRows } from '../context.ts';

const ofShops = statement((rows: SellersRows, { shopIds }: { shopIds: readonly string[] }) =>
  rows.selectFrom('Grower').selectAll().where('shopId', 'in', shopIds).orderBy('id'),
);
const growerRows = (context: SellersContext) => context.rows.selectFrom('Grower').selectAll();
export type GrowerRow = Awaited<ReturnType<ReturnType<typeof growerRows>['executeTakeFirstOrThrow']>>;

/** Growers are public, as their shops are. */
export async function growersOfShop(context: SellersContext, shopIds: readonly string[]): Promise<GrowerRow[][]> {
  const [rows] = await context.read(ofShops({ shopIds }));
  return groupedInOrder(shopIds, (row) => row.shopId, rows);
}
export async function growersById(context: SellersContext, ids: readonly string[]): Promise<(GrowerRow | null)[]> {
  return inOrder(ids, (row) => row.id, await growerRows(context).where('id', 'in', ids).execute());
}
