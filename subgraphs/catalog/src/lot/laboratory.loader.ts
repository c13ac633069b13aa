import { inOrder } from '@heitu/kit/rules/graphql';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import type { CatalogContext } from '../context.ts';

export const LABORATORIES_SHOWN_MAX = 200;
const parsed = <Row extends { scope: Json<readonly string[]> }>(row: Row) => ({ ...row, scope: fromJson(row.scope) });

export async function laboratoriesById(context: CatalogContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('Laboratory').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows.map(parsed));
}
/** Whose reports can be filed: of the days until it ended, also after them. */
export async function standingLaboratories(context: CatalogContext) {
  const rows = await context.rows
    .selectFrom('Laboratory')
    .selectAll()
    .where('state', 'in', ['accepted', 'expired'])
    .orderBy('name')
    .orderBy('validUntil', 'desc')
    .limit(LABORATORIES_SHOWN_MAX)
    .execute();
  // One whose new certificate came late stands once.
  return rows.filter(({ name }, i) => name !== rows[i - 1]?.name).map(parsed);
}

/** Every certificate that was filed, what waits first. */
export async function filedLaboratories(context: CatalogContext) {
  const rows = await context.rows
    .selectFrom('Laboratory')
    .selectAll()
    .orderBy(({ eb }) => eb.case().when('state', '=', 'filed').then(0).else(1).end())
    .orderBy('name')
    .orderBy('validUntil', 'desc')
    .limit(LABORATORIES_SHOWN_MAX)
    .execute();
  return rows.map(parsed);
}
export type LaboratoryRow = Awaited<ReturnType<typeof filedLaboratories>>[number];
