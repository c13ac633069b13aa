import { given } from '@heitu/kit/data/given';
import { inOrder } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext, RowOf } from '../context.ts';
import { CASES_ENDED, type ReconciliationState } from './case.lifecycle.ts';

export const reconciliationOf = (context: PaymentsContext, date: string) =>
  context.rows.selectFrom('Reconciliation').selectAll().where('date', '=', date).executeTakeFirstOrThrow();

/** By what reconciliations can be sorted. */
export const RECONCILIATION_SORTS = {
  date: { text: 'date' },
  state: { text: 'state' },
  ourPaidFen: 'ourPaidFen',
  ourRefundedFen: 'ourRefundedFen',
} as const satisfies SortColumns<RowOf<'Reconciliation'>>;

/** The newest first, or sorted. */
export const reconciliationPage = (
  context: PaymentsContext,
  filter: { date?: string; state?: ReconciliationState },
  page: SortedPage,
) =>
  sortedPage(
    context.rows
      .selectFrom('Reconciliation')
      .selectAll()
      .where((eb) => eb.and(given(filter))),
    page,
    RECONCILIATION_SORTS,
    { by: 'date', descending: true },
  );

/** How many differences of each day nobody has settled. */
export async function openCasesByDate(context: PaymentsContext, dates: readonly string[]): Promise<number[]> {
  const rows = await context.rows
    .selectFrom('ReconciliationCase')
    .select(({ fn }) => ['date', fn.countAll<number>().as('count')])
    .where('date', 'in', dates)
    .where('state', 'not in', CASES_ENDED)
    .groupBy('date')
    .execute();
  return inOrder(dates, ({ date }) => date, rows).map((row) => Number(row?.count ?? 0));
}
