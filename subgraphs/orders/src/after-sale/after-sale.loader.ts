import { hasRole, partiesFor } from '@heitu/kit/actor';
import { groupedInOrder, inOrder } from '@heitu/kit/graphql';
import type { AfterSaleRow, OrdersContext, Row } from '../context.ts';
import { SELLER_ROLES } from '../order/order.lifecycle.ts';
import { OVERSEERS } from '../order/order.loader.ts';

export async function afterSalesById(context: OrdersContext, ids: readonly string[]): Promise<(AfterSaleRow | null)[]> {
  const { actor } = context;
  const parties = partiesFor(actor, SELLER_ROLES, 'after-sales');
  const rows = await context.rows.selectFrom('AfterSale').selectAll().where('id', 'in', ids)
    .where((eb) => {
      if (hasRole(actor, ...OVERSEERS)) return eb.lit(true);
      const buyer = eb('buyerAccountId', '=', actor.kind === 'account' ? actor.id : '');
      return parties.length > 0 ? eb.or([buyer, eb('partyId', 'in', parties)]) : buyer;
    }).execute();
  return inOrder(ids, (row) => row.id, rows);
}

/** Only reached from a request, or an order, that was already let through. */
export async function linesByAfterSale(context: OrdersContext, ids: readonly string[]): Promise<Row<'AfterSaleLine'>[][]> {
  const rows = await context.rows.selectFrom('AfterSaleLine').selectAll().where('afterSaleId', 'in', ids).orderBy('id').execute();
  return groupedInOrder(ids, (row) => row.afterSaleId, rows);
}
export async function afterSalesByOrder(context: OrdersContext, orderIds: readonly string[]): Promise<AfterSaleRow[][]> {
  const rows = await context.rows.selectFrom('AfterSale').selectAll().where('orderId', 'in', orderIds).orderBy('id').execute();
  return groupedInOrder(orderIds, (row) => row.orderId, rows);
}
