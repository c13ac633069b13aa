import { OVERSEERS } from '@heitu/standard';
import { inOrder } from '@heitu/kit/rules/graphql';
import { YES } from '@heitu/kit/data/entities';
import { hasRole } from '@heitu/kit/rules/actor';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import { ifGiven } from '@heitu/kit/data/given';
import type { CatalogContext } from '../context.ts';
import type { TemplateSku } from './template.entity.ts';

export const TEMPLATES_SHOWN_MAX = 500;

const templates = (context: CatalogContext) =>
  context.rows
    .selectFrom('ProductTemplate as t')
    .innerJoin('Category as c', 'c.id', 't.categoryId')
    .selectAll('t')
    .select(['c.path as categoryPath', 'c.position']);
const templateOf = <Row extends { skus: Json<TemplateSku[]>; offered: unknown }>(row: Row) => ({
  ...row,
  offered: !!row.offered,
  skus: fromJson(row.skus),
});

/** In the order of the shelf; what is no longer offered only for those who keep the templates. */
export async function templatesFor(context: CatalogContext, categoryId: string | undefined) {
  const rows = await templates(context)
    .$if(!hasRole(context.actor, ...OVERSEERS.goods), (query) => query.where('t.offered', '=', YES))
    .$call(ifGiven(categoryId, (query, id) => query.where((eb) => eb.or({ 'c.id': id, 'c.parentId': id }))))
    .orderBy('c.position')
    .orderBy('t.name')
    .limit(TEMPLATES_SHOWN_MAX)
    .execute();
  return rows.map(templateOf);
}
export async function templatesById(context: CatalogContext, ids: readonly string[]) {
  return inOrder(ids, (row) => row.id, (await templates(context).where('t.id', 'in', ids).execute()).map(templateOf));
}
