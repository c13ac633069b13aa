import { given } from '@heitu/kit/data/given';
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
  filter: { state?: RiskHoldState; rule?: RiskRule },
  page: SortedPage,
) =>
  sortedPage(
    context.rows
      .selectFrom('RiskHold')
      .selectAll()
      .where((eb) => eb.and(given(filter))),
    page,
    RISK_HOLD_SORTS,
    { by: 'openedAt', descending: false },
  );
