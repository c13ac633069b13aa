import { hasRole } from '@heitu/kit/rules/actor';
import { inOrder } from '@heitu/kit/rules/graphql';
import { CASE_ROLES } from '@heitu/standard';
import type { PaymentsContext } from './context.ts';

const COMPLAINTS = 'query($ids: [ID!]!) { ordersWithComplaint(orderIds: $ids) }';
async function complaintsAbout(context: PaymentsContext, orderIds: readonly string[]): Promise<(boolean | null)[]> {
  const answer = await context.peers.query<{ ordersWithComplaint: string[] }>('trust', COMPLAINTS, { ids: orderIds });
  return inOrder(orderIds, (id) => id, answer.ordersWithComplaint).map((id) => id !== null);
}

/** Those of these orders in whose case this actor decides (6.6.d): what was paid there is theirs to see. Asks trust. */
export async function ordersToDecide(context: PaymentsContext, orderIds: readonly string[]): Promise<string[]> {
  if (!hasRole(context.actor, ...CASE_ROLES)) return [];
  const inCase = await context.loader(complaintsAbout).loadMany(orderIds);
  return orderIds.filter((_, index) => inCase[index] === true);
}
