import { given } from '@heitu/kit/data/given';
import { inOrder } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext, RowOf } from '../context.ts';
import type { BooksMonthState } from './month.lifecycle.ts';
import { notClosable } from './month.policy.ts';
import { whyNotClosed } from './why-not-closed.ts';

/** By what months can be sorted. */
export const BOOKS_MONTH_SORTS = {
  month: { text: 'month' },
  state: { text: 'state' },
} as const satisfies SortColumns<RowOf<'BooksMonth'>>;

/** The months that are over: the newest first, or sorted. */
export const booksMonthPage = (context: PaymentsContext, filter: { state?: BooksMonthState }, page: SortedPage) =>
  sortedPage(
    context.rows
      .selectFrom('BooksMonth')
      .selectAll()
      .where((eb) => eb.and(given(filter))),
    page,
    BOOKS_MONTH_SORTS,
    { by: 'month', descending: true },
  );

/** Why each cannot be closed now, in Chinese; null where it can. */
export const whyOpenByMonth = async (context: PaymentsContext, months: readonly string[]) =>
  (await whyNotClosed(context, months)).map((code) => (code ? notClosable[code].message : null));

/** How many bookings of later months belong to each. */
export async function lateByMonth({ rows }: PaymentsContext, months: readonly string[]): Promise<number[]> {
  const late = await rows
    .selectFrom('LedgerTransfer')
    .select(({ fn }) => ['ofMonth', fn.countAll<number>().as('count')])
    .where('ofMonth', 'in', months)
    .groupBy('ofMonth')
    .execute();
  return inOrder(months, ({ ofMonth }) => ofMonth ?? '', late).map((row) => Number(row?.count ?? 0));
}
