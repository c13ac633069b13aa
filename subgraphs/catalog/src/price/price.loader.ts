import { inOrder } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { isOverseer, ownParties } from '../access.ts';
import type { CatalogContext } from '../context.ts';
import type { PriceFlagState } from './price-flag.lifecycle.ts';

const flags = (context: CatalogContext) =>
  context.rows
    .selectFrom('PriceFlag')
    .selectAll()
    .$if(!isOverseer(context), (query) => query.where('partyId', 'in', ownParties(context, 'products')));

export async function priceFlagsById(context: CatalogContext, ids: readonly string[]) {
  return inOrder(ids, (row) => row.id, await flags(context).where('id', 'in', ids).execute());
}
/** By what price moves can be sorted. */
export const PRICE_FLAG_SORTS = { raisedAt: 'raisedAtMs', toFen: 'toFen', state: { text: 'state' } } as const;

/** Newest first, or sorted. */
export function priceFlagsPage(context: CatalogContext, state: PriceFlagState | undefined, page: SortedPage) {
  const query = state ? flags(context).where('state', '=', state) : flags(context);
  return sortedPage(query, page, PRICE_FLAG_SORTS, { by: 'raisedAt', descending: true });
}

/** Labels of SKUs were shown to everybody when they were in force: an order may point back to its version. */
export async function labelsById(context: CatalogContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('PriceLabel').selectAll().where('id', 'in', ids).execute();
  return inOrder(
    ids,
    (row) => row.id,
    rows.map((row) => ({ ...row, isComplete: !!row.isComplete })),
  );
}
