import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { measured, type EvidenceFigure } from '@heitu/kit/rules/evidence';
import type { PaymentsContext } from '../context.ts';
import { CLOSED_STATES, type BooksMonthState } from './month.lifecycle.ts';
import { MONTH_WORKING_DAYS } from './month.policy.ts';

const isClosed = ({ state }: { state: BooksMonthState }): boolean => CLOSED_STATES.some((closed) => closed === state);

/** Months over since then that are closed, of those that should be by now: what stays open is never final (9.2.cp). */
export async function monthsClosed({ rows, clock }: PaymentsContext, sinceMs: number): Promise<EvidenceFigure> {
  const months = await rows
    .selectFrom('BooksMonth')
    .select(['month', 'state', 'openSinceMs'])
    .where('openSinceMs', '>=', sinceMs)
    .execute();
  const isDue = ({ openSinceMs }: { openSinceMs: number }): boolean =>
    addWorkingDays(openSinceMs, MONTH_WORKING_DAYS.open) < clock.now();
  return measured.eachOf(
    '已关账的月份',
    months.filter((row) => isClosed(row) || isDue(row)),
    isClosed,
    '个',
    ({ month }) => ({ ref: `BooksMonth:${month}`, text: month }),
    { isDuty: true },
  );
}
