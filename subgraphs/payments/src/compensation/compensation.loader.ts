import { given } from '@heitu/kit/data/given';
import { mapPage } from '@heitu/kit/rules/graphql';
import { type SortColumns, type SortedPage, sortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext, RowOf } from '../context.ts';
import { compensationLifecycle, SOURCE_TEXTS, type CompensationState } from './compensation.lifecycle.ts';

/** By what compensations can be sorted. */
export const COMPENSATION_SORTS = {
  createdAt: 'createdAtMs',
  dueAt: 'dueAtMs',
  amountFen: 'amountFen',
  state: { text: 'state' },
} as const satisfies SortColumns<RowOf<'Compensation'>>;

/** Newest first, or sorted; whoever may ask sees all. */
export async function compensationPage(
  context: PaymentsContext,
  filter: { state?: CompensationState; complaintId?: string },
  page: SortedPage,
) {
  const query = context.rows
    .selectFrom('Compensation')
    .select(['id', 'complaintId', 'orderId', 'partyId', 'source', 'amountFen', 'state'])
    .select(['dueAtMs', 'lastError', 'createdAtMs', 'paidAtMs'])
    .where((eb) => eb.and(given(filter)));
  const compensations = await sortedPage(query, page, COMPENSATION_SORTS, { by: 'createdAt', descending: true });
  return mapPage(compensations, (row) => ({
    ...row,
    stateLabel: compensationLifecycle.texts[row.state],
    sourceText: SOURCE_TEXTS[row.source],
  }));
}
