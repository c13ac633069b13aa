import { SELLER_ROLES, OVERSEERS } from '@heitu/standard';
import { hasRole, partiesFor, type Actor } from '@heitu/kit/rules/actor';
import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import type { ExpressionBuilder } from 'kysely';
import type { AfterSaleRow, OrdersContext, OrdersRows, Row } from '../context.ts';

type Database = OrdersRows extends import('kysely').Kysely<infer D> ? D : never;

/** Whose request it is: the buyer's, the seller's with the right to it, an overseer's. */
export const visibleTo = (actor: Actor) => (eb: ExpressionBuilder<Database, 'AfterSale'>) => {
  if (hasRole(actor, ...OVERSEERS.orders)) return eb.lit(true);
  const parties = partiesFor(actor, SELLER_ROLES, 'after-sales');
  const buyer = eb('AfterSale.buyerAccountId', '=', actor.kind === 'account' ? actor.id : '');
  return parties.length > 0 ? eb.or([buyer, eb('AfterSale.partyId', 'in', parties)]) : buyer;
};

export async function afterSalesById(context: OrdersContext, ids: readonly string[]): Promise<(AfterSaleRow | null)[]> {
  const rows = await context.rows
    .selectFrom('AfterSale')
    .selectAll()
    .where('id', 'in', ids)
    .where(visibleTo(context.actor))
    .execute();
  return inOrder(ids, (row) => row.id, rows);
}

/** Only reached from a request that was already let through. */
export async function linesByAfterSale(
  context: OrdersContext,
  ids: readonly string[],
): Promise<Row<'AfterSaleLine'>[][]> {
  const rows = await context.rows
    .selectFrom('AfterSaleLine')
    .selectAll()
    .where('afterSaleId', 'in', ids)
    .orderBy('id')
    .execute();
  return groupedInOrder(ids, (row) => row.afterSaleId, rows);
}
export async function afterSalesByOrder(
  context: OrdersContext,
  orderIds: readonly string[],
): Promise<AfterSaleRow[][]> {
  const rows = await context.rows
    .selectFrom('AfterSale')
    .selectAll()
    .where('orderId', 'in', orderIds)
    .where(visibleTo(context.actor))
    .orderBy('id')
    .execute();
  return groupedInOrder(orderIds, (row) => row.orderId, rows);
}
