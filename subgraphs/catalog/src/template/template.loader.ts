import { OVERSEERS } from '@heitu/standard';
import { inOrder } from '@heitu/kit/rules/graphql';
import { YES } from '@heitu/kit/data/entities';
import { hasRole } from '@heitu/kit/rules/actor';
import type { Storage } from '@heitu/standard';
import type { CatalogContext } from '../context.ts';

export const TEMPLATES_SHOWN_MAX = 500;

/** One kind of pack as a template proposes it; what a seller's SKU starts from. */
export interface TemplateSku {
  specification: string;
  unit: string;
  netGrams: number | null;
  netMillilitres: number | null;
  netCount: number | null;
  storage: Storage;
  temperatureCelsiusMin: number | null;
  temperatureCelsiusMax: number | null;
  shelfLifeDays: number | null;
  weightGrams: number;
}
const templates = (context: CatalogContext) =>
  context.rows
    .selectFrom('ProductTemplate as t')
    .innerJoin('Category as c', 'c.id', 't.categoryId')
    .selectAll('t')
    .select(['c.path as categoryPath', 'c.position']);
const templateOf = <Row extends { skus: string; offered: unknown }>(row: Row) => ({
  ...row,
  offered: !!row.offered,
  skus: JSON.parse(row.skus) as TemplateSku[],
});

/** In the order of the shelf; what is no longer offered only for those who keep the templates. */
export async function templatesFor(context: CatalogContext, categoryId: string | undefined) {
  const rows = await templates(context)
    .$if(!hasRole(context.actor, ...OVERSEERS.goods), (query) => query.where('t.offered', '=', YES))
    .$if(!!categoryId, (query) =>
      query.where((eb) => eb.or([eb('c.id', '=', categoryId!), eb('c.parentId', '=', categoryId!)])),
    )
    .orderBy('c.position')
    .orderBy('t.name')
    .limit(TEMPLATES_SHOWN_MAX)
    .execute();
  return rows.map(templateOf);
}
export async function templatesById(context: CatalogContext, ids: readonly string[]) {
  return inOrder(ids, (row) => row.id, (await templates(context).where('t.id', 'in', ids).execute()).map(templateOf));
}
