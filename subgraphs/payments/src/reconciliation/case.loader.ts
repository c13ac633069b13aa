import { inOrder } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortedPageArgs } from '@heitu/kit/rules/sorting';
import type { PaymentsContext } from '../context.ts';
import { remedyLifecycle } from './case.lifecycle.ts';
import { REMEDY_TITLES } from './case.policy.ts';
import type { FoundPart } from './found-payment.ts';

export async function remediesById(context: PaymentsContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('CaseRemedy').selectAll().where('id', 'in', ids).execute();
  return inOrder(
    ids,
    (row) => row.id,
    rows.map((row) => ({
      ...row,
      kindText: REMEDY_TITLES[row.kind],
      stateLabel: remedyLifecycle.texts[row.state],
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
      .$if(!!kind, (query) => query.where(context.rows.dynamic.ref('kind'), '=', kind!))
      .$if(!!state, (query) => query.where(context.rows.dynamic.ref('state'), '=', state!)),
    page,
    { openedAt: 'openedAtMs', date: { text: 'date' }, kind: { text: 'kind' }, state: { text: 'state' } },
    { by: 'openedAt', descending: true },
  );
