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

/** What binds goods of a kind now: a document on the kind itself, or else one on the kind above it. */
export async function bandInForce(rows: CatalogRows, categoryId: string, nowMs: number) {
  const found = await rows
    .selectFrom('Category as c')
    .innerJoin('PriceBand as b', (join) =>
      join.on((eb) => eb.or([eb('b.categoryId', '=', eb.ref('c.id')), eb('b.categoryId', '=', eb.ref('c.parentId'))])),
    )
    .selectAll('b')
    .where('c.id', '=', categoryId)
    .where('b.effectiveAtMs', '<=', nowMs)
    .where((eb) => eb.or([eb('b.endsAtMs', 'is', null), eb('b.endsAtMs', '>', nowMs)]))
    .orderBy('b.effectiveAtMs', 'desc')
    .execute();
  return found.find((band) => band.categoryId === categoryId) ?? found[0] ?? null;
}

export async function bandsOfCategories(context: CatalogContext, categoryIds: readonly string[]) {
  const nowMs = context.clock.now();
  return Promise.all(categoryIds.map((id) => bandInForce(context.rows, id, nowMs)));
}
