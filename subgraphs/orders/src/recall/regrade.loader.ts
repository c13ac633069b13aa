import { groupedInOrder } from '@heitu/kit/rules/graphql';
import type { OrdersContext } from '../context.ts';

/** Every other level of these recalls, the newest first. */
export async function regradesByCase(context: OrdersContext, caseIds: readonly string[]) {
  const rows = await context.rows
    .selectFrom('RecallRegrade')
    .selectAll()
    .where('caseId', 'in', caseIds)
    .orderBy('proposedAtMs', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return groupedInOrder(caseIds, ({ caseId }) => caseId, rows);
}
