import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import type { AfterSaleRow, OrdersContext, Row } from '../context.ts';
import { afterSaleVisibleTo } from '../visible.ts';

export async function afterSalesById(context: OrdersContext, ids: readonly string[]): Promise<(AfterSaleRow | null)[]> {
  const rows = await context.rows
    .selectFrom('AfterSale')
    .selectAll()
    .where('id', 'in', ids)
    .where(afterSaleVisibleTo(context.actor))
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
    .where(afterSaleVisibleTo(context.actor))
    .orderBy('id')
    .execute();
  return groupedInOrder(orderIds, (row) => row.orderId, rows);
}
