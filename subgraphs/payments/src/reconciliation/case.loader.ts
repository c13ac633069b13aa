import { given } from '@heitu/kit/data/given';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { inOrder } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext, RowOf } from '../context.ts';
import { remedyLifecycle, type ReconciliationCaseState } from './case.lifecycle.ts';
import { REMEDY_TITLES, type DifferenceKind } from './case.policy.ts';

export async function remediesById(context: PaymentsContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('CaseRemedy').selectAll().where('id', 'in', ids).execute();
  return inOrder(
    ids,
    (row) => row.id,
    rows.map((row) => ({
      ...row,
      kindText: REMEDY_TITLES[row.kind],
      stateLabel: remedyLifecycle.texts[row.state],
      amountFen: fromJson(row.parts).reduce((sum, { totalFen }) => sum + totalFen, 0),
    })),
  );
}

/** By what differences can be sorted. */
export const RECONCILIATION_CASE_SORTS = {
  openedAt: 'openedAtMs',
  date: { text: 'date' },
  kind: { text: 'kind' },
  state: { text: 'state' },
} as const satisfies SortColumns<RowOf<'ReconciliationCase'>>;

/** What differed: the newest first, or sorted. */
export const reconciliationCasePage = (
  context: PaymentsContext,
  filter: { date?: string; kind?: DifferenceKind; state?: ReconciliationCaseState },
  page: SortedPage,
) =>
  sortedPage(
    context.rows
      .selectFrom('ReconciliationCase')
      .selectAll()
      .where((eb) => eb.and(given(filter))),
    page,
    RECONCILIATION_CASE_SORTS,
    { by: 'openedAt', descending: true },
  );
