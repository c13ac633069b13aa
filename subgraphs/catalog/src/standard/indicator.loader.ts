import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import type { CatalogContext, CatalogRows } from '../context.ts';
import { ofSort } from './goods-sorts.table.ts';
import { isNamedBy } from './standard.policy.ts';

const rowsOf = (rows: CatalogRows, categoryIds: readonly string[]) =>
  rows.selectFrom('Indicator').selectAll().where('categoryId', 'in', categoryIds).orderBy('key');
type Stored = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];
export const withWords = <Row extends { words: Json<readonly string[]> | null }>(row: Row) => ({
  ...row,
  words: row.words === null ? null : fromJson(row.words),
});
export const parsedLimit = (row: Stored) => ({
  ...withWords(row),
  isNational: !!row.isNational,
  isAsked: !!row.isAsked,
});
export type IndicatorRead = ReturnType<typeof parsedLimit>;

/** Of limits those that hold for goods made on this day. */
export const holdingOn = <Limit extends { fromOn: string | null; untilOn: string | null }>(
  limits: readonly Limit[],
  day: string,
): Limit[] => limits.filter(({ fromOn, untilOn }) => (fromOn ?? '') <= day && (untilOn === null || day <= untilOn));

/** Every limit for each kind of goods, those of other days too (`holdingOn`). */
export async function indicatorsByCategory(
  context: CatalogContext,
  categoryIds: readonly string[],
): Promise<IndicatorRead[][]> {
  const rows = await rowsOf(context.rows, categoryIds).execute();
  return groupedInOrder(categoryIds, (row) => row.categoryId, rows.map(parsedLimit));
}

/** Those of one kind of goods, made on a day, of the sort that `names` say, within a transaction. */
export const limitsOfCategory = async (
  rows: CatalogRows,
  categoryId: string,
  names: readonly (string | null)[],
  day: string,
): Promise<IndicatorRead[]> =>
  ofSort(holdingOn((await rowsOf(rows, [categoryId]).execute()).map(parsedLimit), day), names);

/** A public limit that is the newest of its goods: a filed standard's are its seller's own. */
export async function publicLimitNow(rows: CatalogRows, id: string): Promise<IndicatorRead | null> {
  const row = await rows
    .selectFrom('Indicator as i')
    .leftJoin('QualityStandard as q', 'q.code', 'i.standardCode')
    .selectAll('i')
    .where('i.id', '=', id)
    .where('i.untilOn', 'is', null)
    .where('q.partyId', 'is', null)
    .executeTakeFirst();
  return row ? parsedLimit(row) : null;
}

/** The limits that goods must keep to: national ones, and those of the standard that they name (7.3.3.a-c). */
export const holdingFor = <Limit extends { isNational: boolean; standardCode: string }>(
  limits: readonly Limit[],
  standardCode: string | null,
): Limit[] =>
  limits.filter((limit) => limit.isNational || (standardCode !== null && isNamedBy(limit.standardCode, standardCode)));

/** Which kind of goods a product is, and which standard it names. */
export async function goodsByProduct(context: CatalogContext, productIds: readonly string[]) {
  const rows = await context.rows
    .selectFrom('Product as p')
    .innerJoin('Category as c', 'c.id', 'p.categoryId')
    .select(['p.id', 'p.categoryId', 'p.standardCode', 'c.isProcessed'])
    .where('p.id', 'in', productIds)
    .execute();
  return inOrder(
    productIds,
    (row) => row.id,
    rows.map((row) => ({ ...row, isProcessed: !!row.isProcessed })),
  );
}

/** The same within a transaction: what goods of this lot are judged by, and its grade. */
export async function limitsForLot(
  rows: CatalogRows,
  lot: { productId: string; skuId: string; quality: string | null; markedName: string | null; producedOn: string },
) {
  const product = await rows
    .selectFrom('Product as p')
    .innerJoin('Category as c', 'c.id', 'p.categoryId')
    .select(['p.title', 'p.categoryId', 'p.standardCode', 'c.isProcessed', 'c.name as categoryName'])
    .where('p.id', '=', lot.productId)
    .executeTakeFirstOrThrow();
  const sku = await rows
    .selectFrom('Sku as s')
    .leftJoin('PriceLabel as l', 'l.id', 's.labelId')
    .select('l.grade')
    .where('s.id', '=', lot.skuId)
    .executeTakeFirst();
  const limits = await limitsOfCategory(rows, product.categoryId, [product.title, lot.markedName], lot.producedOn);
  return {
    ...product,
    isProcessed: !!product.isProcessed,
    grade: sku?.grade ?? lot.quality,
    limits: holdingFor(limits, product.standardCode),
  };
}
