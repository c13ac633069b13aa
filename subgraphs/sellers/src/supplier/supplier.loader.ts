import { sql } from 'kysely';
import { inOrder } from '@heitu/kit/rules/graphql';
import { sortedPage } from '@heitu/kit/rules/sorting';
import { isOverseer, ownPartyIds } from '../access.ts';
import type { SellersContext } from '../context.ts';
import type { SupplierPageArgs } from './supplier.view.ts';

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

/** Newest first, or sorted by createdAt, state or supplies. */
export const supplierPage = (context: SellersContext, page: SupplierPageArgs) =>
  sortedPage(
    visible(context)
      .$if(!!page.partyId, (query) => query.where('partyId', '=', page.partyId!))
      .$if(!!page.state, (query) => query.where(sql.ref<string>('state'), '=', page.state!)),
    page,
    { createdAt: 'createdAtMs', state: { text: 'state' }, supplies: { text: 'supplies' } },
    { by: 'createdAt', descending: true },
  );
