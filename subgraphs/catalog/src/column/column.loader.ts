import { inOrder } from '@heitu/kit/rules/graphql';
import { statement } from '@heitu/kit/data/statement';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import type { CatalogContext, CatalogRows } from '../context.ts';
import { productRowsById, type ProductRow } from '../product/product.loader.ts';
import { COLUMNS_MAX } from './column.policy.ts';

const columns = statement((rows: CatalogRows, { limit }: { limit: number }) =>
  rows.selectFrom('MarketingColumn').selectAll().orderBy('position').orderBy('id').limit(limit),
);

export async function marketingColumns(context: CatalogContext) {
  const [rows] = await context.read(columns({ limit: COLUMNS_MAX }));
  return rows;
}
export async function columnsById(context: CatalogContext, ids: readonly string[]) {
  return inOrder(
    ids,
    (row) => row.id,
    await context.rows.selectFrom('MarketingColumn').selectAll().where('id', 'in', ids).execute(),
  );
}
/** What of a column is on sale now. */
export async function productsOfColumn(
  context: CatalogContext,
  { productIds }: { productIds: Json<string[]> },
): Promise<ProductRow[]> {
  const rows = await context.loader(productRowsById).loadMany(fromJson(productIds));
  return rows.filter((row): row is ProductRow => row !== null && !(row instanceof Error) && row.onSale);
}
