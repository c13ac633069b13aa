import { inOrder } from '@heitu/kit/rules/graphql';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import type { CatalogContext } from '../context.ts';

export const LABORATORIES_SHOWN_MAX = 200;
const parsed = <Row extends { scope: Json<readonly string[]> }>(row: Row) => ({ ...row, scope: fromJson(row.scope) });

export async function laboratoriesById(context: CatalogContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('Laboratory').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows.map(parsed));
}
export async function allLaboratories(context: CatalogContext) {
  const rows = await context.rows
    .selectFrom('Laboratory')
    .selectAll()
    .orderBy('name')
    .limit(LABORATORIES_SHOWN_MAX)
    .execute();
  return rows.map(parsed);
}
