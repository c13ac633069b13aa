import { inOrder } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import type { LookState } from '@heitu/standard';
import { isOverseer, ownPartyIds } from '../access.ts';
import type { SellersContext } from '../context.ts';

const seen = (context: SellersContext) =>
  context.rows
    .selectFrom('ShopLook')
    .selectAll()
    .$if(!isOverseer(context), (query) => query.where('partyId', 'in', ownPartyIds(context, 'shop')));
export type ShopLookRow = Awaited<ReturnType<ReturnType<typeof seen>['executeTakeFirstOrThrow']>>;

export async function shopLooksById(context: SellersContext, ids: readonly string[]) {
  return inOrder(ids, (row) => row.id, await seen(context).where('id', 'in', ids).execute());
}
/** The newest of each shop. */
export async function looksOfShops(context: SellersContext, shopIds: readonly string[]) {
  const rows = await seen(context)
    .where('shopId', 'in', shopIds)
    .orderBy('openedAtMs', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return shopIds.map((id) => rows.find(({ shopId }) => shopId === id) ?? null);
}
/** By what looks can be sorted. */
export const SHOP_LOOK_SORTS = { dueAt: 'lookDueAtMs', openedAt: 'openedAtMs', state: { text: 'state' } } as const;

/** The soonest due first, or sorted. */
export function shopLooksPage(context: SellersContext, state: LookState | undefined, page: SortedPage) {
  const query = state ? seen(context).where('state', '=', state) : seen(context);
  return sortedPage(query, page, SHOP_LOOK_SORTS, { by: 'dueAt', descending: false });
}

/** Shops as they are kept: what was taken down too. For looks alone, which the public does not see. */
export async function shopsAsKept(context: SellersContext, ids: readonly string[]) {
  return inOrder(
    ids,
    (row) => row.id,
    await context.rows.selectFrom('Shop').selectAll().where('id', 'in', ids).execute(),
  );
}
/** Growers of shops, as they are kept. */
export async function growersAsKept(context: SellersContext, shopIds: readonly string[]) {
  const rows = await context.rows
    .selectFrom('Grower')
    .selectAll()
    .where('shopId', 'in', shopIds)
    .orderBy('id')
    .execute();
  return shopIds.map((id) => rows.filter(({ shopId }) => shopId === id));
}
