import { inOrder } from '@heitu/kit/graphql';
import { isOverseer, ownPartyIds } from '../access.ts';
import type { SellersContext } from '../context.ts';

const supplierRows = (context: SellersContext) => context.rows.selectFrom('Supplier').selectAll();
export type SupplierRow = Awaited<ReturnType<ReturnType<typeof supplierRows>['executeTakeFirstOrThrow']>>;
const visible = (context: SellersContext) => supplierRows(context).$if(!isOverseer(context), (query) => query.where('partyId', 'in', ownPartyIds(context, 'lots')));

/** Suppliers of the actor's own parties; overseers see all. */
export async function suppliersById(context: SellersContext, ids: readonly string[]): Promise<(SupplierRow | null)[]> {
  return inOrder(ids, (row) => row.id, await visible(context).where('id', 'in', ids).execute());
}

export const supplierPage = (context: SellersContext, filter: { partyId?: string; state?: string }, first: number, after: string | undefined): Promise<SupplierRow[]> =>
  visible(context)
    .$if(!!filter.partyId, (query) => query.where('partyId', '=', filter.partyId!))
    .$if(!!filter.state, (query) => query.where('state', '=', filter.state!))
    .$if(!!after, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(first + 1)
    .execute();
