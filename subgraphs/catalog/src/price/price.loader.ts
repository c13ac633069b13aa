import { decodeCursor, encodeCursor, inOrder, pageOf, pageSize, type PageArgs } from '@heitu/kit/graphql';
import { isOverseer, ownParties } from '../access.ts';
import type { CatalogContext } from '../context.ts';

const flags = (context: CatalogContext) =>
  context.rows.selectFrom('PriceFlag').selectAll().$if(!isOverseer(context), (query) => query.where('partyId', 'in', ownParties(context, 'products')));

export async function priceFlagsById(context: CatalogContext, ids: readonly string[]) {
  return inOrder(ids, (row) => row.id, await flags(context).where('id', 'in', ids).execute());
}
export async function priceFlagsPage(context: CatalogContext, state: string | undefined, page: PageArgs) {
  const first = pageSize(page);
  const after = decodeCursor(page.after, 'number', 'string');
  const rows = await flags(context)
    .$if(!!state, (query) => query.where('state', '=', state!))
    .$if(!!after, (query) => query.where((eb) => eb.or([eb('raisedAtMs', '<', after![0]), eb.and([eb('raisedAtMs', '=', after![0]), eb('id', '<', after![1])])])))
    .orderBy('raisedAtMs', 'desc').orderBy('id', 'desc').limit(first + 1).execute();
  return pageOf(rows, first, (row) => encodeCursor(row.raisedAtMs, row.id), page.after);
}

/** Labels of SKUs were shown to everybody when they were in force: an order may point back to its version. */
export async function labelsById(context: CatalogContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('PriceLabel').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows.map((row) => ({ ...row, isComplete: !!row.isComplete })));
}
