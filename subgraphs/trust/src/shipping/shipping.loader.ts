import { inOrder } from '@heitu/kit/rules/graphql';
import type { TrustContext } from '../context.ts';

export async function shippingNoticesById(context: TrustContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('ShippingNotice').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, rows);
}
