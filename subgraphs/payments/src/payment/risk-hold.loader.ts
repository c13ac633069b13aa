import { sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext, RowOf } from '../context.ts';
import type { RiskHoldState } from './risk-hold.lifecycle.ts';
import type { RiskRule } from './risk.policy.ts';

/** By what held payments can be sorted. */
export const RISK_HOLD_SORTS = {
  openedAt: 'openedAtMs',
  amountFen: 'amountFen',
  rule: { text: 'rule' },
} as const satisfies SortColumns<RowOf<'RiskHold'>>;

/** Oldest first, or sorted. */
export const riskHoldPage = (
  context: PaymentsContext,
  { state, rule }: { state?: RiskHoldState; rule?: RiskRule },
  page: SortedPage,
) =>
  sortedPage(
    context.rows
      .selectFrom('RiskHold')
      .selectAll()
      .$if(!!state, (query) => query.where('state', '=', state!))
      .$if(!!rule, (query) => query.where('rule', '=', rule!)),
    page,
    RISK_HOLD_SORTS,
    { by: 'openedAt', descending: false },
  );
