import { inOrder } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortedPageArgs } from '@heitu/kit/rules/sorting';
import type { PaymentsContext } from '../context.ts';
import { remedyLifecycle } from './case.lifecycle.ts';
import type { FoundPart } from './found-payment.ts';
import { REMEDY_TITLES, type RemedyKind } from './remedy.policy.ts';

export async function remediesById(context: PaymentsContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('CaseRemedy').selectAll().where('id', 'in', ids).execute();
  return inOrder(
    ids,
    (row) => row.id,
    rows.map((row) => ({
      ...row,
      kindText: REMEDY_TITLES[row.kind as RemedyKind],
      stateText: remedyLifecycle.states[row.state as keyof typeof remedyLifecycle.states],
      amountFen: (JSON.parse(row.parts) as FoundPart[]).reduce((sum, { totalFen }) => sum + totalFen, 0),
    })),
  );
}

/** What differed: the newest first, or sorted by openedAt, date, kind or state. */
export const reconciliationCasePage = (
  context: PaymentsContext,
  { date, kind, state }: { date?: string; kind?: string; state?: string },
  page: SortedPageArgs,
) =>
  sortedPage(
    context.rows
      .selectFrom('ReconciliationCase')
      .selectAll()
      .$if(!!date, (query) => query.where('date', '=', date!))
      .$if(!!kind, (query) => query.where('kind', '=', kind!))
      .$if(!!state, (query) => query.where('state', '=', state!)),
    page,
    { openedAt: 'openedAtMs', date: { text: 'date' }, kind: { text: 'kind' }, state: { text: 'state' } },
    { by: 'openedAt', descending: true },
  );
