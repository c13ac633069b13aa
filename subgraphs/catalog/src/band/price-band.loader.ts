import { ifGiven } from '@heitu/kit/data/given';
import { inOrder } from '@heitu/kit/rules/graphql';
import type { CatalogContext, CatalogRows } from '../context.ts';

export const BANDS_SHOWN_MAX = 200;

/** In force and to come, by kind of goods. */
export const currentBands = (context: CatalogContext) =>
  context.rows
    .selectFrom('PriceBand')
    .selectAll()
    .where((eb) => eb.or([eb('endsAtMs', 'is', null), eb('endsAtMs', '>', context.clock.now())]))
    .orderBy('categoryId')
    .orderBy('effectiveAtMs', 'desc')
    .limit(BANDS_SHOWN_MAX)
    .execute();

export async function priceBandsById(context: CatalogContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('PriceBand').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows);
}

/**
 * What binds goods now, by their kind: a document on the kind itself, or else one on the kind above it; kinds that none
 * binds are not there.
 */
export async function bandsInForce(rows: CatalogRows, nowMs: number, categoryIds?: readonly string[]) {
  const found = await rows
    .selectFrom('PriceBand as b')
    .innerJoin('Category as c', (join) =>
      join.on((eb) => eb.or([eb('c.id', '=', eb.ref('b.categoryId')), eb('c.parentId', '=', eb.ref('b.categoryId'))])),
    )
    .selectAll('b')
    .select('c.id as kindId')
    .$call(ifGiven(categoryIds, (query, ids) => query.where('c.id', 'in', ids)))
    .where('b.effectiveAtMs', '<=', nowMs)
    .where((eb) => eb.or([eb('b.endsAtMs', 'is', null), eb('b.endsAtMs', '>', nowMs)]))
    .orderBy('b.effectiveAtMs')
    .execute();
  // The newest of the kind itself comes last, and so stays.
  const own = ({ kindId, categoryId }: (typeof found)[number]): number => Number(kindId === categoryId);
  return new Map(found.toSorted((a, b) => own(a) - own(b)).map((band) => [band.kindId, band]));
}
export const bandInForce = async (rows: CatalogRows, categoryId: string, nowMs: number) =>
  (await bandsInForce(rows, nowMs, [categoryId])).get(categoryId) ?? null;

export async function bandsOfCategories(context: CatalogContext, categoryIds: readonly string[]) {
  const bands = await bandsInForce(context.rows, context.clock.now(), categoryIds);
  return categoryIds.map((id) => bands.get(id) ?? null);
}
