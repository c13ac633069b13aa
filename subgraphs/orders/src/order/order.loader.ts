import { YES } from '@heitu/kit/data/entities';
import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { statement } from '@heitu/kit/data/statement';
import type { LineRow, OrderRow, OrdersContext, OrdersRows, Row } from '../context.ts';
import { orderVisibleTo } from '../visible.ts';

export async function ordersById(context: OrdersContext, ids: readonly string[]): Promise<(OrderRow | null)[]> {
  const rows = await context.rows
    .selectFrom('Order')
    .selectAll()
    .where('id', 'in', ids)
    .where(orderVisibleTo(context.actor))
    .execute();
  return inOrder(ids, (row) => row.id, rows);
}

const linesOfOrders = statement((rows: OrdersRows, { orderIds }: { orderIds: readonly string[] }) =>
  rows.selectFrom('OrderLine').selectAll().where('orderId', 'in', orderIds).orderBy('id'),
);
/** Only reached from an order that was already let through. */
export async function linesByOrder(context: OrdersContext, orderIds: readonly string[]): Promise<LineRow[][]> {
  const [rows] = await context.read(linesOfOrders({ orderIds }));
  return groupedInOrder(orderIds, (row) => row.orderId, rows);
}
/** Lots of these orders that were blocked or recalled since they were picked; what came back is left out. */
export async function stopsByOrder(context: OrdersContext, orderIds: readonly string[]) {
  const rows = await context.rows
    .selectFrom('LineLot as t')
    .innerJoin('LotStock as k', 'k.lotId', 't.lotId')
    .select(['t.orderId', 'k.lotId', 'k.lotCode', 'k.blockCause'])
    .distinct()
    .where('t.orderId', 'in', orderIds)
    .whereRef('t.units', '>', 't.returnedUnits')
    .where('k.blocked', '=', YES)
    .orderBy('k.lotCode')
    .execute();
  return groupedInOrder(orderIds, (row) => row.orderId, rows);
}
export async function lotsByOrder(context: OrdersContext, orderIds: readonly string[]): Promise<Row<'LineLot'>[][]> {
  const rows = await context.rows
    .selectFrom('LineLot')
    .selectAll()
    .where('orderId', 'in', orderIds)
    .orderBy('id')
    .execute();
  return groupedInOrder(orderIds, (row) => row.orderId, rows);
}
