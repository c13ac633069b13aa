import { hasRole } from '@heitu/kit/rules/actor';
import { inOrder } from '@heitu/kit/rules/graphql';
import { CASE_ROLES } from '@heitu/standard';
import { OrdersWithComplaint } from './asks/trust.ts';
import type { LogisticsContext } from './context.ts';

const NO_ORDER = '0'.repeat(26);
/** Of these orders, whether a complaint is about each. */
async function complaintsAbout(context: LogisticsContext, orderIds: readonly string[]): Promise<(boolean | null)[]> {
  const answer = await context.peers.query(OrdersWithComplaint, { ids: orderIds });
  return inOrder(orderIds, (id) => id, answer.ordersWithComplaint).map((id) => id !== null);
}

/** The orders of these parcels or collections, whoever may see them. */
export async function orderIdsOf(
  context: LogisticsContext,
  table: 'Shipment' | 'Collection',
  ids: readonly string[],
): Promise<string[]> {
  const rows = await context.rows.selectFrom(table).select('orderId').where('id', 'in', ids).execute();
  return rows.map(({ orderId }) => orderId);
}

/**
 * Those of these orders in whose case this actor decides (6.6.d): what was carried there is theirs to see, and nothing
 * else. Asks trust, and only for who decides cases; `orderIds` is read only then.
 */
export async function ordersToDecide(
  context: LogisticsContext,
  orderIds: () => Promise<readonly string[]>,
): Promise<string[]> {
  if (!hasRole(context.actor, ...CASE_ROLES)) return [];
  // Of what is not there nobody has a case: it is asked about all the same, so that a denial takes as many statements.
  const found = [...new Set(await orderIds())];
  const asked = found.length > 0 ? found : [NO_ORDER];
  const inCase = await context.loader(complaintsAbout).loadMany(asked);
  return asked.filter((_, index) => inCase[index] === true);
}
