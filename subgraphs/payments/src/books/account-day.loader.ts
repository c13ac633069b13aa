import { given, ifGiven } from '@heitu/kit/data/given';
import { sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext, RowOf } from '../context.ts';

/** By what the balances of days can be sorted. */
export const ACCOUNT_DAY_SORTS = {
  date: { text: 'date' },
  theirFen: 'theirFen',
  differenceFen: 'differenceFen',
} as const satisfies SortColumns<RowOf<'AccountDay'>>;

/** The newest first, or sorted. */
export const accountDayPage = (
  context: PaymentsContext,
  { isDifferent, ...filter }: { date?: string; partyId?: string; isDifferent?: boolean },
  page: SortedPage,
) =>
  sortedPage(
    context.rows
      .selectFrom('AccountDay')
      .selectAll()
      .where((eb) => eb.and(given(filter)))
      .$call(ifGiven(isDifferent, (query, is) => query.where('differenceFen', is ? '!=' : '=', 0))),
    page,
    ACCOUNT_DAY_SORTS,
    { by: 'date', descending: true },
  );
