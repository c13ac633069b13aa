import { inOrder } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import { given } from '@heitu/kit/data/given';
import { isOverseer, ownPartyIds } from '../access.ts';
import type { SellersContext } from '../context.ts';
import type { SupplierState } from './supplier.lifecycle.ts';

const supplierRows = (context: SellersContext) => context.rows.selectFrom('Supplier').selectAll();
export type SupplierRow = Awaited<ReturnType<ReturnType<typeof supplierRows>['executeTakeFirstOrThrow']>>;
const visible = (context: SellersContext) =>
  supplierRows(context).$if(!isOverseer(context), (query) =>
    query.where('partyId', 'in', ownPartyIds(context, 'lots')),
  );

/** Suppliers of the actor's own parties; overseers see all. */
export async function suppliersById(context: SellersContext, ids: readonly string[]): Promise<(SupplierRow | null)[]> {
  return inOrder(ids, (row) => row.id, await visible(context).where('id', 'in', ids).execute());
}

/** By what suppliers can be sorted. */
export const SUPPLIER_SORTS = {
  createdAt: 'createdAtMs',
  state: { text: 'state' },
  supplies: { text: 'supplies' },
} as const satisfies SortColumns<SupplierRow>;
/** Newest first, or sorted. */
export const supplierPage = (context: SellersContext, page: SortedPage & { partyId?: string; state?: SupplierState }) =>
  sortedPage(
    visible(context).where((eb) => eb.and(given({ partyId: page.partyId, state: page.state }))),
    page,
    SUPPLIER_SORTS,
    { by: 'createdAt', descending: true },
  );
