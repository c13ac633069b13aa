import type { TrustContext, TrustRows } from '../context.ts';
import { OPEN_COMPLAINTS_MAX } from './complaint.policy.ts';
import { feedbackActionsOf, type OpenComplaint } from './feedback.policy.ts';

/** What somebody has complained of and is not settled: enough of it to know what more can be filed. */
export const openComplaintsOf = (rows: TrustRows, accountId: string): Promise<OpenComplaint[]> =>
  rows
    .selectFrom('Complaint')
    .select(['orderId', 'kind'])
    .where('accountId', '=', accountId)
    .where('closedAtMs', 'is', null)
    .limit(OPEN_COMPLAINTS_MAX)
    .execute();

/**
 * What the caller can say of each order: nothing of what somebody else bought, or nobody has paid yet. Two statements,
 * however many orders.
 */
export async function feedbackActionsByOrder({ actor, rows }: TrustContext, orderIds: readonly string[]) {
  const [bought, open] = await Promise.all([
    rows
      .selectFrom('TradeMilestone as m')
      .leftJoin('Review as r', 'r.orderId', 'm.orderId')
      .select(['m.orderId', 'm.deliveredAtMs', 'r.id as reviewId'])
      .where('m.orderId', 'in', orderIds)
      .where('m.buyerAccountId', '=', actor.id)
      .execute(),
    openComplaintsOf(rows, actor.id),
  ]);
  const actionsOf = new Map(
    bought.map(({ orderId, deliveredAtMs, reviewId }) => [
      orderId,
      feedbackActionsOf({ orderId, deliveredAtMs, isReviewed: reviewId !== null }, open),
    ]),
  );
  return orderIds.map((orderId) => actionsOf.get(orderId) ?? []);
}
