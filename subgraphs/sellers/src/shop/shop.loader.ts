import { YES } from '@heitu/kit/entities';
import { groupedInOrder, inOrder } from '@heitu/kit/graphql';
import type { SellersContext } from '../context.ts';

const shopRows = (context: SellersContext) => context.rows.selectFrom('Shop').selectAll();
export type ShopRow = Awaited<ReturnType<ReturnType<typeof shopRows>['executeTakeFirstOrThrow']>>;

/** Shops are public, closed ones too: past orders lead to them. */
export async function shopsById(context: SellersContext, ids: readonly string[]): Promise<(ShopRow | null)[]> {
  return inOrder(ids, (row) => row.id, await shopRows(context).where('id', 'in', ids).execute());
}
export async function shopsOfParty(context: SellersContext, partyIds: readonly string[]): Promise<ShopRow[][]> {
  return groupedInOrder(partyIds, (row) => row.partyId, await shopRows(context).where('partyId', 'in', partyIds).orderBy('id').execute());
}
export const shopPage = (context: SellersContext, onlyOnSale: boolean, first: number, after: string | undefined): Promise<ShopRow[]> =>
  shopRows(context)
    .$if(onlyOnSale, (query) => query.where('onSale', '=', YES))
    .$if(!!after, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(first + 1)
    .execute();
