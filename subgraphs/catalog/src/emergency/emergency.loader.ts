import { given } from '@heitu/kit/data/given';
import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { isOverseer, ownParties } from '../access.ts';
import type { CatalogContext } from '../context.ts';
import type { PriceHoldState } from './emergency.lifecycle.ts';

/** Rules of the authority are everybody's to read. */
const EMERGENCIES_SHOWN_MAX = 100;
const all = (context: CatalogContext) => context.rows.selectFrom('PriceEmergency').selectAll();
export type EmergencyRow = Awaited<ReturnType<ReturnType<typeof all>['execute']>>[number];

export async function emergenciesById(context: CatalogContext, ids: readonly string[]) {
  return inOrder(ids, ({ id }) => id, await all(context).where('id', 'in', ids).execute());
}
/** The newest first. */
export const emergenciesShown = (context: CatalogContext) =>
  all(context).orderBy('enteredAtMs', 'desc').orderBy('id').limit(EMERGENCIES_SHOWN_MAX).execute();

/** Prices that wait are their seller's and the overseers'. */
const holds = (context: CatalogContext) =>
  context.rows
    .selectFrom('PriceHold')
    .selectAll()
    .$if(!isOverseer(context), (query) => query.where('partyId', 'in', ownParties(context, 'products')));
export type PriceHoldRow = Awaited<ReturnType<ReturnType<typeof holds>['execute']>>[number];

export async function priceHoldsById(context: CatalogContext, ids: readonly string[]) {
  return inOrder(ids, ({ id }) => id, await holds(context).where('id', 'in', ids).execute());
}
/** Those that wait, and the last that were decided about, of each product. */
export async function priceHoldsOfProducts(context: CatalogContext, productIds: readonly string[]) {
  const rows = await holds(context)
    .where('productId', 'in', productIds)
    .where('state', '!=', 'replaced')
    .orderBy('openedAtMs', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const newest = [...Map.groupBy(rows, ({ skuId }) => skuId).values()].flatMap(([row]) => row ?? []);
  return groupedInOrder(productIds, ({ productId }) => productId, newest);
}

export const PRICE_HOLD_SORTS = { dueAt: 'dueAtMs', retailFen: 'retailFen', state: { text: 'state' } } as const;
/** The soonest due first, or sorted. */
export const priceHoldsPage = (context: CatalogContext, state: PriceHoldState | undefined, page: SortedPage) =>
  sortedPage(
    holds(context).where((eb) => eb.and(given({ state }))),
    page,
    PRICE_HOLD_SORTS,
    { by: 'dueAt', descending: true },
  );
