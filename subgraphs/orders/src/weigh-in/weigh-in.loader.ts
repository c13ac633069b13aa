import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import type { OrdersContext } from '../context.ts';
import { weighInVisibleTo } from '../visible.ts';

const visible = (context: OrdersContext) =>
  context.rows.selectFrom('WeighIn').selectAll().where(weighInVisibleTo(context.actor));

export async function weighInsById(context: OrdersContext, ids: readonly string[]) {
  const rows = await visible(context).where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows);
}
export async function weighInsByOrder(context: OrdersContext, orderIds: readonly string[]) {
  const rows = await visible(context).where('orderId', 'in', orderIds).orderBy('id').execute();
  return groupedInOrder(orderIds, (row) => row.orderId, rows);
}
