import { inOrder } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { given } from '@heitu/kit/data/given';
import type { OrdersContext } from '../context.ts';
import type { ChargeDifferenceState } from './charge.lifecycle.ts';
import type { ChargeFinding } from './charge.kinds.ts';

/** The roots are the overseers' of orders alone. */
const differences = (context: OrdersContext) => context.rows.selectFrom('ChargeDifference').selectAll();

export async function chargeDifferencesById(context: OrdersContext, ids: readonly string[]) {
  return inOrder(ids, (row) => row.id, await differences(context).where('id', 'in', ids).execute());
}

export const CHARGE_DIFFERENCE_SORTS = { foundAt: 'foundAtMs', chargedFen: 'chargedFen' } as const;
export function chargeDifferencesPage(
  context: OrdersContext,
  asked: { date?: string | undefined; finding?: ChargeFinding | undefined; state?: ChargeDifferenceState | undefined },
  page: SortedPage,
) {
  const query = differences(context).where((eb) => eb.and(given(asked)));
  return sortedPage(query, page, CHARGE_DIFFERENCE_SORTS, { by: 'foundAt', descending: true });
}

export const CHARGE_DAY_SORTS = { date: { text: 'date' }, differing: 'differing' } as const;
/** The newest day first, or sorted. A day has no other id than its date. */
export const chargeDaysPage = (context: OrdersContext, page: SortedPage) =>
  sortedPage(
    context.rows.selectFrom('ChargeDay').selectAll(),
    page,
    CHARGE_DAY_SORTS,
    { by: 'date', descending: true },
    { key: 'date' },
  );
