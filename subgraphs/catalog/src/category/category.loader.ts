import { inOrder } from '@heitu/kit/rules/graphql';
import type { CatalogContext } from '../context.ts';

const flags = <Row extends { isProcessed: unknown; isPerishable: unknown; statesGmo: unknown }>(row: Row) => ({
  ...row,
  isProcessed: !!row.isProcessed,
  isPerishable: !!row.isPerishable,
  statesGmo: !!row.statesGmo,
});

export async function categoriesById(context: CatalogContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('Category').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows.map(flags));
}
export const allCategories = async (context: CatalogContext) =>
  (await context.rows.selectFrom('Category').selectAll().orderBy('position').execute()).map(flags);
