import { inOrder } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortedPageArgs } from '@heitu/kit/rules/sorting';
import type { PaymentsContext } from '../context.ts';

export const reconciliationOf = (context: PaymentsContext, date: string) =>
  context.rows.selectFrom('Reconciliation').selectAll().where('date', '=', date).executeTakeFirstOrThrow();

/** The newest first, or sorted by date, state, ourPaidFen or ourRefundedFen. */
export const reconciliationPage = (
  context: PaymentsContext,
  { date, state }: { date?: string; state?: string },
  page: SortedPageArgs,
) =>
  sortedPage(
    context.rows
      .selectFrom('Reconciliation')
      .selectAll()
      .$if(!!date, (query) => query.where('date', '=', date!))
      .$if(!!state, (query) => query.where(context.rows.dynamic.ref('state'), '=', state!)),
    page,
    { date: { text: 'date' }, state: { text: 'state' }, ourPaidFen: 'ourPaidFen', ourRefundedFen: 'ourRefundedFen' },
    { by: 'date', descending: true },
  );

/** How many differences of each day nobody has settled. */
export async function openCasesByDate(context: PaymentsContext, dates: readonly string[]): Promise<number[]> {
  const rows = await context.rows
    .selectFrom('ReconciliationCase')
    .select(({ fn }) => ['date', fn.countAll<number>().as('count')])
    .where('date', 'in', dates)
    .where('state', 'not in', ['settled', 'cleared'])
    .groupBy('date')
    .execute();
  return inOrder(dates, ({ date }) => date, rows).map((row) => Number(row?.count ?? 0));
}
