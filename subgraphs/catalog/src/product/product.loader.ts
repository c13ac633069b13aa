import { sql } from 'kysely';
import {
  askedWithin,
  decodeCursor,
  encodeCursor,
  groupedInOrder,
  inOrder,
  mapPage,
  pageOf,
  pageSize,
  type Page,
  type PageArgs,
} from '@heitu/kit/rules/graphql';
import { sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import { isOverseer, ownParties } from '../access.ts';
import { statement } from '@heitu/kit/data/statement';
import type { CatalogContext, CatalogRows } from '../context.ts';
import { YES } from '@heitu/kit/data/entities';
import { ifGiven } from '@heitu/kit/data/given';
import { must, holds } from '@heitu/kit/rules/checked';
import type { ProductState } from './product.lifecycle.ts';
import { picturesOf } from './product.policy.ts';

/** The category rides along in the same statement. */
const products = (rows: CatalogRows, shopId = sql<string>`p.shopId`) =>
  rows
    .selectFrom('Product as p')
    .leftJoin('ShopSale as shop', (on) => on.on('shop.shopId', '=', shopId))
    .innerJoin('Category as c', 'c.id', 'p.categoryId')
    .selectAll('p')
    .select([
      'shop.onSale as shopOnSale',
      'c.parentId as cParentId',
      'c.name as cName',
      'c.path as cPath',
      'c.isProcessed as cIsProcessed',
      'c.isPerishable as cIsPerishable',
      'c.statesGmo as cStatesGmo',
    ]);
type RawProduct = Awaited<ReturnType<ReturnType<typeof products>['execute']>>[number];
export type ProductRow = ReturnType<typeof productOf>;
const productOf = (row: RawProduct) => ({
  ...row,
  pictureIds: picturesOf(row),
  safetyDeclared: !!row.safetyDeclared,
  onSale: row.state === 'on-sale' && !!row.shopOnSale,
  category: {
    id: row.categoryId,
    parentId: row.cParentId,
    name: row.cName,
    path: row.cPath,
    isProcessed: !!row.cIsProcessed,
    isPerishable: !!row.cIsPerishable,
    statesGmo: !!row.cStatesGmo,
  },
});

/** `ownParties`: whose unpublished and removed ones are seen as well; undefined: everybody's. */
interface Seen {
  ids: readonly string[];
  ownParties: readonly string[] | undefined;
}
const seenBy = (context: CatalogContext, ids: readonly string[]): Seen => ({
  ids,
  ownParties: isOverseer(context) ? undefined : ownParties(context),
});
const productsById = statement((rows: CatalogRows, { ids, ownParties }: Seen) =>
  products(rows)
    .where('p.id', 'in', ids)
    .$call(
      ifGiven(ownParties, (query, parties) =>
        query.where((eb) =>
          eb.or([
            eb.and([eb('p.publishedAtMs', 'is not', null), eb('p.state', '!=', 'removed')]),
            eb('p.partyId', 'in', parties),
          ]),
        ),
      ),
    ),
);
/**
 * Where products come in the order of an index, each is looked up its shop, and the first twenty are all that is read.
 * A server that may begin with the shops instead (it does, while there are few) reads and sorts every product: a shop's
 * id that it must work out first it cannot begin with.
 */
export const shopOfProduct = sql<string>`concat(p.shopId, '')`;
const productsForSale = statement(
  (
    rows: CatalogRows,
    {
      categoryId,
      shopId,
      after,
      limit,
    }: { categoryId?: string; shopId?: string; after?: readonly [number, string]; limit: number },
  ) =>
    products(rows, shopOfProduct)
      .where('p.state', '=', 'on-sale')
      .where('shop.onSale', '=', YES)
      .$call(
        ifGiven(categoryId, (query, id) =>
          query.where('p.categoryId', 'in', (sub) =>
            sub
              .selectFrom('Category')
              .select('id')
              .where((eb) => eb.or({ id, parentId: id })),
          ),
        ),
      )
      .$call(ifGiven(shopId, (query, id) => query.where('p.shopId', '=', id)))
      .$call(
        ifGiven(after, (query, [atMs, id]) =>
          query.where((eb) =>
            eb.or([eb('p.publishedAtMs', '<', atMs), eb.and([eb('p.publishedAtMs', '=', atMs), eb('p.id', '<', id)])]),
          ),
        ),
      )
      .orderBy('p.publishedAtMs', 'desc')
      .orderBy('p.id', 'desc')
      .limit(limit),
);

/**
 * What was published stays readable for those who bought it; drafts and removed items are for their seller and for
 * overseers.
 */
export async function productRowsById(context: CatalogContext, ids: readonly string[]): Promise<(ProductRow | null)[]> {
  if (ids.length === 0) return [];
  const [rows] = await context.read(productsById(seenBy(context, ids)));
  return inOrder(ids, (row) => row.id, rows.map(productOf));
}

/** What is on sale now, newest first. */
export async function productsOnSale(
  context: CatalogContext,
  filter: { categoryId?: string; shopId?: string },
  page: PageArgs,
): Promise<Page<ProductRow>> {
  const first = pageSize(page);
  const after = decodeCursor(page.after, 'number', 'string');
  const [rows] = await context.read(
    productsForSale({
      categoryId: filter.categoryId || undefined,
      shopId: filter.shopId || undefined,
      after: after ?? undefined,
      limit: first + 1,
    }),
  );
  return pageOf(
    rows.map(productOf),
    first,
    (row) => encodeCursor(must(row.publishedAtMs, `when ${row.id} was published`), row.id),
    page.after,
  );
}

/** By what one's own products can be sorted. */
export const PRODUCT_SORTS = {
  createdAt: 'createdAtMs',
  updatedAt: 'updatedAtMs',
  state: { text: 'state' },
  title: { text: 'title' },
} as const satisfies SortColumns<RawProduct>;

/** A seller's own products in every state; overseers see everybody's. */
export async function productsManaged(
  context: CatalogContext,
  filter: { state?: ProductState; shopId?: string; search?: string },
  page: SortedPage,
): Promise<Page<ProductRow>> {
  const { state, shopId } = filter;
  const search = filter.search?.trim();
  let query = products(context.rows);
  if (!isOverseer(context)) query = query.where('p.partyId', 'in', ownParties(context, 'products'));
  if (state) query = query.where('p.state', '=', state);
  if (shopId) query = query.where('p.shopId', '=', shopId);
  if (search) query = query.where('p.title', 'like', `%${search.replaceAll(/[\\%_]/g, '')}%`);
  return mapPage(
    await sortedPage(query, page, PRODUCT_SORTS, { by: 'createdAt', descending: true }, { table: 'p' }),
    productOf,
  );
}

const skus = (rows: CatalogRows) =>
  rows
    .selectFrom('Sku as s')
    .leftJoin('PriceLabel as l', 'l.id', 's.labelId')
    .selectAll('s')
    .select([
      'l.version as lVersion',
      'l.name as lName',
      'l.origin as lOrigin',
      'l.grade as lGrade',
      'l.specification as lSpecification',
      'l.pricingUnit as lPricingUnit',
      'l.pricingType as lPricingType',
      'l.retailFen as lRetailFen',
      'l.referenceFen as lReferenceFen',
      'l.memberFen as lMemberFen',
      'l.bandMinFen as lBandMinFen',
      'l.bandMaxFen as lBandMaxFen',
      'l.priceManager as lPriceManager',
      'l.priceSupervision as lPriceSupervision',
      'l.isComplete as lIsComplete',
      'l.effectiveAtMs as lEffectiveAtMs',
    ]);
type RawSku = Awaited<ReturnType<ReturnType<typeof skus>['execute']>>[number];
export type SkuRow = ReturnType<typeof skuOf>;
/** What every label has. */
const LABELLED = [
  'labelId',
  'lVersion',
  'lName',
  'lPricingUnit',
  'lPricingType',
  'lRetailFen',
  'lEffectiveAtMs',
] as const;
/** The label rides along in the same statement: a list of products never loads labels one by one. */
const skuOf = (row: RawSku) => ({
  ...row,
  label: !holds(row, ...LABELLED)
    ? null
    : {
        id: row.labelId,
        skuId: row.id,
        version: row.lVersion,
        name: row.lName,
        origin: row.lOrigin,
        grade: row.lGrade,
        specification: row.lSpecification,
        pricingUnit: row.lPricingUnit,
        pricingType: row.lPricingType,
        retailFen: row.lRetailFen,
        referenceFen: row.lReferenceFen,
        memberFen: row.lMemberFen,
        bandMinFen: row.lBandMinFen,
        bandMaxFen: row.lBandMaxFen,
        priceManager: row.lPriceManager,
        priceSupervision: row.lPriceSupervision,
        isComplete: !!row.lIsComplete,
        effectiveAtMs: row.lEffectiveAtMs,
      },
});

const skusOfProducts = statement((rows: CatalogRows, { productIds }: { productIds: readonly string[] }) =>
  skus(rows).where('s.productId', 'in', productIds).orderBy('s.position'),
);
const skusOfIds = statement((rows: CatalogRows, { ids, ownParties }: Seen) =>
  skus(rows)
    .innerJoin('Product as p', 'p.id', 's.productId')
    .where('s.id', 'in', ids)
    .$call(
      ifGiven(ownParties, (query, parties) =>
        query.where((eb) =>
          eb.or([
            eb.and([eb('p.publishedAtMs', 'is not', null), eb('p.state', '!=', 'removed')]),
            eb('p.partyId', 'in', parties),
          ]),
        ),
      ),
    ),
);

/** For products that the caller may already see. */
export async function skusByProduct(context: CatalogContext, productIds: readonly string[]): Promise<SkuRow[][]> {
  const [rows] = await context.read(skusOfProducts({ productIds }));
  return groupedInOrder(productIds, (row) => row.productId, rows.map(skuOf));
}

const cardsOfProducts = statement((rows: CatalogRows, { productIds }: { productIds: readonly string[] }) =>
  rows
    .selectFrom('Sku as s')
    .leftJoin('PriceLabel as l', 'l.id', 's.labelId')
    .select([
      's.id',
      's.productId',
      's.specification',
      's.netGrams',
      's.netMillilitres',
      's.netCount',
      's.labelId',
      'l.retailFen',
      'l.memberFen',
      'l.pricingUnit',
      'l.origin',
      'l.grade',
    ])
    .where('s.productId', 'in', productIds)
    .orderBy('s.position'),
);
/** A list shows less of a SKU than its own page: no more than `skuCardsByProduct` can answer, of it and of its label. */
export const isCard = askedWithin({
  '': new Set(['__typename', 'id', 'specification', 'netText', 'label']),
  label: new Set(['__typename', 'retailFen', 'memberFen', 'pricingUnit', 'origin', 'grade']),
});
/** The same with a third of the columns, which is what a list of products shows of a SKU. */
export async function skuCardsByProduct(context: CatalogContext, productIds: readonly string[]) {
  const [rows] = await context.read(cardsOfProducts({ productIds }));
  return groupedInOrder(
    productIds,
    (row) => row.productId,
    rows.map(({ retailFen, memberFen, pricingUnit, origin, grade, ...row }) => ({
      ...row,
      label: row.labelId === null ? null : { retailFen, memberFen, pricingUnit, origin, grade },
    })),
  );
}

/** SKUs of products that the caller may see. */
export async function skusById(context: CatalogContext, ids: readonly string[]): Promise<(SkuRow | null)[]> {
  const [rows] = await context.read(skusOfIds(seenBy(context, ids)));
  return inOrder(ids, (row) => row.id, rows.map(skuOf));
}

export const LABEL_HISTORY_MAX = 100;
/** Every version of a SKU's label, newest first. */
export async function labelHistory(context: CatalogContext, skuId: string) {
  const rows = await context.rows
    .selectFrom('PriceLabel')
    .selectAll()
    .where('skuId', '=', skuId)
    .orderBy('version', 'desc')
    .limit(LABEL_HISTORY_MAX)
    .execute();
  return rows.map((row) => ({ ...row, isComplete: !!row.isComplete }));
}
