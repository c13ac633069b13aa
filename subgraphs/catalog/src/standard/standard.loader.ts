import { inOrder } from '@heitu/kit/rules/graphql';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import type { CatalogContext } from '../context.ts';

const STANDARDS_SHOWN_MAX = 500;
const parsed = <Row extends { categoryIds: Json<readonly string[]> }>(row: Row) => ({
  ...row,
  categoryIds: fromJson(row.categoryIds),
});

export async function standardsById(context: CatalogContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('QualityStandard').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows.map(parsed));
}
/** Standards that a category's products may name. The register is small and read whole: its categories are a JSON list. */
export async function standardsFor(context: CatalogContext, categoryId?: string) {
  const rows = await context.rows
    .selectFrom('QualityStandard')
    .selectAll()
    .orderBy('code')
    .limit(STANDARDS_SHOWN_MAX)
    .execute();
  return rows.map(parsed).filter((row) => !categoryId || row.categoryIds.includes(categoryId));
}
