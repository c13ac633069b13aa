import { sortedPage, type SortedPageArgs } from '@heitu/kit/rules/sorting';
import type { PaymentsContext } from '../context.ts';

/** Oldest first, or sorted by openedAt, amountFen or rule. */
export const riskHoldPage = (
  context: PaymentsContext,
  { state, rule }: { state?: string; rule?: string },
  page: SortedPageArgs,
) =>
  sortedPage(
    context.rows
      .selectFrom('RiskHold')
      .selectAll()
      .$if(!!state, (query) => query.where(context.rows.dynamic.ref('state'), '=', state!))
      .$if(!!rule, (query) => query.where(context.rows.dynamic.ref('rule'), '=', rule!)),
    page,
    { openedAt: 'openedAtMs', amountFen: 'amountFen', rule: { text: 'rule' } },
    { by: 'openedAt', descending: false },
  );
