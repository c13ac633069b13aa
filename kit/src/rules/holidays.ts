import { createRequire } from 'node:module';
import { DAY_MS } from './clock.ts';

// The package's ESM entry is CommonJS inside: only `require` sees its names in Node and in jest alike.
const calendar: typeof import('chinese-days') = createRequire(import.meta.url)('chinese-days');
const { getLunarDate, isWorkday } = calendar;

/** A year's plan as the State Council published it: days `2027-01-01`; every other day is by its weekday. */
export interface HolidayPlan {
  year: number;
  version: number;
  /** Days off that fall on working weekdays or belong to a holiday, those of the last days of the year before included. */
  holidays: readonly string[];
  /** Saturdays and Sundays that are worked instead. */
  workingDays: readonly string[];
}

interface Learned {
  version: number;
  holidays: ReadonlySet<string>;
  workingDays: ReadonlySet<string>;
}
const learned = new Map<number, Learned>();
const listeners: (() => void)[] = [];
export const onHolidaysLearned = (listener: () => void): void => void listeners.push(listener);

/** Takes a plan that was loaded; one that is older than what is known changes nothing. */
export function learnHolidays({ year, version, holidays, workingDays }: HolidayPlan): void {
  if ((learned.get(year)?.version ?? 0) >= version) return;
  learned.set(year, { version, holidays: new Set(holidays), workingDays: new Set(workingDays) });
  for (const listener of listeners) listener();
}
/** Forgets what was loaded: for tests. */
export function forgetHolidays(): void {
  learned.clear();
  for (const listener of listeners) listener();
}

const yearOf = (date: string): number => Number(date.slice(0, 4));
const isWeekend = (date: string): boolean => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
const inPackage = new Map<number, boolean>();
/** The package tells of a year where it knows a day off on a weekday of the National Day week, which every plan has. */
function isInPackage(year: number): boolean {
  let known = inPackage.get(year);
  if (known === undefined) {
    known = [1, 2, 3].some((day) => !isWeekend(`${year}-10-0${day}`) && !isWorkday(`${year}-10-0${day}`));
    inPackage.set(year, known);
  }
  return known;
}
/** Whether the year's plan was published and is known here. */
export const isYearKnown = (year: number): boolean => learned.has(year) || isInPackage(year);

const LAST_DAYS = ['12-29', '12-31'] as const;
/** Parts of a year in which a plan may give days off, by month and day: wider than any plan of 2008 to 2026. */
const SOLAR_WINDOWS = [
  ['01-01', '01-04'],
  ['04-02', '04-07'],
  ['04-28', '05-07'],
  ['09-28', '10-09'],
  LAST_DAYS,
] as const;
/** The same around lunar festivals: days before and after. */
const LUNAR_WINDOWS = [
  { month: 1, day: 1, before: 3, after: 8 },
  { month: 5, day: 5, before: 3, after: 3 },
  { month: 8, day: 15, before: 3, after: 3 },
] as const;
const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

function mayBeHoliday(date: string): boolean {
  const monthDay = date.slice(5);
  if (SOLAR_WINDOWS.some(([from, to]) => monthDay >= from && monthDay <= to)) return true;
  return LUNAR_WINDOWS.some(({ month, day, before, after }) => {
    for (let offset = -before; offset <= after; offset++) {
      const lunar = getLunarDate(plusDays(date, -offset));
      if (lunar.lunarMon === month && lunar.lunarDay === day && !lunar.isLeap) return true;
    }
    return false;
  });
}

/**
 * Of a day that nobody has published yet, whoever has to act in time gets the benefit: neither weekends nor the days
 * around the statutory holidays count as worked, so that no deadline comes earlier than by the plan that will be
 * published.
 */
export const worksUnpublished = (date: string): boolean => !isWeekend(date) && !mayBeHoliday(date);

/**
 * Whether people work on the day `2026-11-25`: by the plan that was loaded, else by the package, else as if
 * unpublished.
 */
export function isWorkingDate(date: string): boolean {
  const year = yearOf(date);
  const next = learned.get(year + 1);
  // The last days of December belong to the plan of the New Year after them.
  if (next?.holidays.has(date)) return false;
  if (next?.workingDays.has(date)) return true;
  const plan = learned.get(year);
  const isLastDays = date.slice(5) >= LAST_DAYS[0];
  if (isLastDays && !isYearKnown(year + 1)) return false;
  if (plan) return plan.workingDays.has(date) || !(isWeekend(date) || plan.holidays.has(date));
  return isInPackage(year) ? isWorkday(date) : worksUnpublished(date);
}

/**
 * Days that every plan gives off by law (Measures on Holidays, 2024: 13 days), of those that are the same each year or
 * follow the moon.
 */
const STATUTORY = [
  ['01-01', '元旦'],
  ['05-01', '劳动节'],
  ['05-02', '劳动节'],
  ['10-01', '国庆节'],
  ['10-02', '国庆节'],
  ['10-03', '国庆节'],
] as const;
/** Statutory holidays of the year that a list of days off lacks, in Chinese; empty where it can be a whole plan. */
export function statutoryMissing(year: number, holidays: readonly string[]): string[] {
  const off = new Set(holidays);
  const lacking = STATUTORY.filter(([day]) => !off.has(`${year}-${day}`)).map(
    ([day, title]) => `${title}（${year}-${day}）`,
  );
  const lunar = [...off].map((date) => getLunarDate(date)).filter(({ isLeap }) => !isLeap);
  const has = (month: number, day: number) =>
    lunar.some(({ lunarMon, lunarDay }) => lunarMon === month && lunarDay === day);
  for (const day of [1, 2, 3]) if (!has(1, day)) lacking.push(`春节（正月初${'一二三'[day - 1]}）`);
  if (!has(5, 5)) lacking.push('端午节');
  if (!has(8, 15)) lacking.push('中秋节');
  if (!['04', '05', '06'].some((day) => off.has(`${year}-04-${day}`))) lacking.push('清明节');
  return lacking;
}
