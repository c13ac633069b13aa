import { chinaDate, nextChinaMonth, startOfChinaMonth } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { PaymentsContext } from '../context.ts';
import { carriedUntilMs } from '../ledger/carry.ts';
import { trialBalance } from '../ledger/ledger.loader.ts';
import { CASES_ENDED } from '../reconciliation/case.lifecycle.ts';
import { CLOSES_ANYWAY_AFTER_MS, type NotClosable } from './month.policy.ts';

type Reader = Pick<PaymentsContext, 'rows' | 'clock'>;

const endOf = (month: string): number => startOfChinaMonth(nextChinaMonth(month));
const lastDateOf = (month: string): string => chinaDate(endOf(month) - DAY_MS);

/** What keeps each of these months from being closed now; null where nothing does. */
export async function whyNotClosed(context: Reader, months: readonly string[]): Promise<(NotClosable | null)[]> {
  const { rows, clock } = context;
  const untilMs = await carriedUntilMs(context);
  const { balanced } = await trialBalance(context);
  const sorted = months.toSorted();
  const [firstDate, lastDate] = [`${sorted[0]}-01`, lastDateOf(sorted.at(-1) ?? '')];
  const days = await rows
    .selectFrom('Reconciliation')
    .select(['date', 'state'])
    .where('date', '>=', firstDate)
    .where('date', '<=', lastDate)
    .execute();
  const cases = await rows
    .selectFrom('ReconciliationCase')
    .select('date')
    .distinct()
    .where('date', '>=', firstDate)
    .where('date', '<=', lastDate)
    .where('state', 'not in', CASES_ENDED)
    .execute();
  return months.map((month) => {
    if (untilMs < endOf(month)) return 'NOT_CARRIED';
    if (!balanced) return 'NOT_BALANCED';
    if (clock.now() >= endOf(month) + CLOSES_ANYWAY_AFTER_MS) return null;
    const ofMonth = days.filter(({ date }) => date.startsWith(month));
    if (ofMonth.some(({ state }) => state === 'due')) return 'DAYS_LEFT';
    if (!ofMonth.some(({ date }) => date === lastDateOf(month))) return 'DAYS_LEFT';
    return cases.some(({ date }) => date.startsWith(month)) ? 'CASES_LEFT' : null;
  });
}
