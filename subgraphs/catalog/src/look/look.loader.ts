import { inOrder } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import type { LookState } from '@heitu/standard';
import { isOverseer, ownParties } from '../access.ts';
import type { CatalogContext } from '../context.ts';

const seen = (context: CatalogContext) =>
  context.rows
    .selectFrom('PublicLook')
    .selectAll()
    .$if(!isOverseer(context), (query) => query.where('partyId', 'in', ownParties(context, 'products')));
export type LookRow = Awaited<ReturnType<ReturnType<typeof seen>['executeTakeFirstOrThrow']>>;

export async function looksById(context: CatalogContext, ids: readonly string[]) {
  return inOrder(ids, (row) => row.id, await seen(context).where('id', 'in', ids).execute());
}
/** The newest of each product. */
export async function looksOfProducts(context: CatalogContext, productIds: readonly string[]) {
  const rows = await seen(context)
    .where('productId', 'in', productIds)
    .orderBy('openedAtMs', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return productIds.map((id) => rows.find(({ productId }) => productId === id) ?? null);
}
/** By what looks can be sorted. */
export const LOOK_SORTS = { dueAt: 'lookDueAtMs', openedAt: 'openedAtMs', state: { text: 'state' } } as const;

/** The soonest due first, or sorted. */
export function looksPage(context: CatalogContext, state: LookState | undefined, page: SortedPage) {
  const query = state ? seen(context).where('state', '=', state) : seen(context);
  return sortedPage(query, page, LOOK_SORTS, { by: 'dueAt', descending: false });
}

/** All that everybody reads of a product, to be judged as it is now. */
export async function publicTexts(context: CatalogContext, productIds: readonly string[]): Promise<string[][]> {
  const products = await context.rows
    .selectFrom('Product')
    .select(['id', 'title', 'copy', 'characteristics'])
    .where('id', 'in', productIds)
    .execute();
  const skus = await context.rows
    .selectFrom('Sku as s')
    .leftJoin('PriceLabel as l', 'l.id', 's.labelId')
    .select(['s.productId', 's.specification', 'l.origin', 'l.grade'])
    .where('s.productId', 'in', productIds)
    .execute();
  return productIds.map((wanted) =>
    [
      ...products
        .filter(({ id }) => id === wanted)
        .flatMap(({ title, copy, characteristics }) => [title, copy, characteristics]),
      ...skus
        .filter(({ productId }) => productId === wanted)
        .flatMap(({ specification, origin, grade }) => [specification, origin, grade]),
    ].filter((text) => typeof text === 'string'),
  );
}
