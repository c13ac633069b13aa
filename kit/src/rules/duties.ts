import type { DutyDue, DutyPeriod, PeriodicDuty } from '@heitu/standard';
import { addWorkingDays, chinaDate, endOfChinaDate, isWorkingDate, startOfChinaDate } from './calendar.ts';
import { DAY_MS } from './clock.ts';

/** A period for which something is owed, and the moment by which it is done in time: the end of a day in China. */
export interface OwedPeriod {
  /** `2026-11-28`, `2026-W48`, `2026-11`, `2026-Q4`, `2026-H2`, `2026`. */
  period: string;
  fromMs: number;
  toMs: number;
  dueAtMs: number;
}

/** After the first of the two, up to the second: a day's end belongs to the day. */
export interface Window {
  fromMs: number;
  toMs: number;
}

const MONTHS = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const satisfies Partial<
  Record<DutyPeriod, number>
>;
const LETTERS = { quarter: 'Q', 'half-year': 'H' } as const;
type Months = keyof typeof MONTHS;
const isMonths = (each: DutyPeriod): each is Months => Object.hasOwn(MONTHS, each);
const WEEK_MS = 7 * DAY_MS;
/** A Monday: weeks are those of ISO 8601. */
const SOME_MONDAY_MS = startOfChinaDate('2024-01-01');

/** Months since year 0. */
const monthNumber = (atMs: number): number => {
  const date = chinaDate(atMs);
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
};
const startOfMonthNumber = (number: number): number =>
  startOfChinaDate(`${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}-01`);

function startOf(each: DutyPeriod, atMs: number): number {
  const day = startOfChinaDate(chinaDate(atMs));
  if (each === 'week') return day - ((((day - SOME_MONDAY_MS) % WEEK_MS) + WEEK_MS) % WEEK_MS);
  if (!isMonths(each)) return day;
  const number = monthNumber(atMs);
  return startOfMonthNumber(number - (number % MONTHS[each]));
}

function endOf(each: DutyPeriod, startMs: number): number {
  if (each === 'week') return startMs + WEEK_MS;
  return isMonths(each) ? startOfMonthNumber(monthNumber(startMs) + MONTHS[each]) : startMs + DAY_MS;
}

/** The days whose last moment lies in the window: what is good for a day may be renewed until it is over. */
export const lastDaysIn = ({ fromMs, toMs }: Window): { from: string; to: string } => ({
  from: chinaDate(fromMs),
  to: chinaDate(toMs - DAY_MS),
});

/** The week that has a Thursday in a year is that year's. */
function weekOf(startMs: number): string {
  const year = chinaDate(startMs + 3 * DAY_MS).slice(0, 4);
  const first = startOf('week', startOfChinaDate(`${year}-01-04`));
  return `${year}-W${String(Math.round((startMs - first) / WEEK_MS) + 1).padStart(2, '0')}`;
}

function nameOf(each: DutyPeriod, startMs: number): string {
  const date = chinaDate(startMs);
  if (each === 'week') return weekOf(startMs);
  if (each === 'month') return date.slice(0, 7);
  if (each === 'year') return date.slice(0, 4);
  if (!isMonths(each)) return date;
  return `${date.slice(0, 4)}-${LETTERS[each]}${(monthNumber(startMs) % 12) / MONTHS[each] + 1}`;
}

/** The period that a moment lies in. */
export const periodAt = (each: DutyPeriod, atMs: number): string => nameOf(each, startOf(each, atMs));

/** The first moment that is too late for a period that ended at `endMs`, the first moment after it. */
export function dueAfter(due: DutyDue, endMs: number): number {
  if ('days' in due) return endMs + due.days * DAY_MS;
  if ('workingDays' in due) return endOfChinaDate(chinaDate(addWorkingDays(endMs - 1, due.workingDays)));
  return startOfMonthNumber(monthNumber(endMs - 1) + 1 + due.monthEnds);
}

/**
 * Every period whose last moment lies after the window's first and not after its last, the soonest first. Pure: `works`
 * says whether a day is worked.
 */
export function calendarOf(
  { each, due }: Pick<PeriodicDuty, 'each' | 'due'>,
  { fromMs, toMs }: Window,
  works: (date: string) => boolean = isWorkingDate,
): OwedPeriod[] {
  const owed: OwedPeriod[] = [];
  // What is due in the window ended before it by no more than it gives time, or ends within it.
  let startMs = startOf(each, fromMs - longestMs(due));
  for (; startMs < toMs; startMs = endOf(each, startMs)) {
    const endMs = endOf(each, startMs);
    if (each === 'working-day' && !works(chinaDate(startMs))) continue;
    const dueAtMs = dueAfter(due, endMs);
    if (dueAtMs > toMs) break;
    if (dueAtMs > fromMs) owed.push({ period: nameOf(each, startMs), fromMs: startMs, toMs: endMs, dueAtMs });
  }
  return owed;
}

/** No holiday is longer than this; a month has at most 31 days. */
const HOLIDAY_DAYS_MAX = 16;
function longestMs(due: DutyDue): number {
  if ('days' in due) return (due.days + 1) * DAY_MS;
  if ('workingDays' in due) return (due.workingDays * 3 + HOLIDAY_DAYS_MAX) * DAY_MS;
  return (due.monthEnds + 1) * 31 * DAY_MS;
}
