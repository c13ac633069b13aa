import { DAY_MS, HOUR_MS } from './clock.ts';
import { isWorkingDate, onHolidaysLearned } from './holidays.ts';

export { isWorkingDate };

/** China keeps one time zone, UTC+8, all year. */
const CHINA_OFFSET_MS = 8 * HOUR_MS;

/** `2026-11-25 10:00`, as people in China read a moment. */
export const chinaTime = (atMs: number): string =>
  new Date(atMs + CHINA_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
/** The same of what may not have happened yet. */
export const chinaTimeIf = (atMs: number | null): string | null => (atMs === null ? null : chinaTime(atMs));
/** The calendar day in China, `2026-11-25`. */
export const chinaDate = (atMs: number): string => new Date(atMs + CHINA_OFFSET_MS).toISOString().slice(0, 10);
/** The month in China, `2026-11`. */
export const chinaMonth = (atMs: number): string => chinaDate(atMs).slice(0, 7);
/** Midnight in China that begins the day `2026-11-25`, in ms. */
export const startOfChinaDate = (date: string): number => Date.parse(`${date}T00:00:00Z`) - CHINA_OFFSET_MS;
/** The first moment of the day after it. */
export const endOfChinaDate = (date: string): number => startOfChinaDate(date) + DAY_MS;
/** Of 2026-03-01 it is 2026-02-28. */
export const dayBefore = (date: string): string => chinaDate(startOfChinaDate(date) - 1);
/** Each day from the one to the other, both included; none where the other is earlier. */
export function chinaDatesBetween(from: string, to: string): string[] {
  const dates: string[] = [];
  for (let atMs = startOfChinaDate(from); atMs <= startOfChinaDate(to); atMs += DAY_MS) dates.push(chinaDate(atMs));
  return dates;
}
export const startOfChinaMonth = (month: string): number => startOfChinaDate(`${month}-01`);
export const nextChinaMonth = (month: string): string => {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
};

const workingDays = new Map<number, boolean>();
/** Whether people work on a moment's day. Each order asks for the same few days, and the calendar is slow. */
function isWorkingDay(atMs: number): boolean {
  const day = Math.floor((atMs + CHINA_OFFSET_MS) / DAY_MS);
  let working = workingDays.get(day);
  if (working === undefined) workingDays.set(day, (working = isWorkingDate(chinaDate(atMs))));
  return working;
}
onHolidaysLearned(() => workingDays.clear());

/**
 * The moment by which something due within `days` working days must be done: the same time of day that many working
 * days later; what comes in on a holiday counts from the start of the next working day.
 */
export function addWorkingDays(fromMs: number, days: number): number {
  let atMs = fromMs;
  if (!isWorkingDay(atMs)) {
    do atMs += DAY_MS;
    while (!isWorkingDay(atMs));
    atMs = startOfChinaDate(chinaDate(atMs));
  }
  for (let left = days; left > 0; left--) {
    do atMs += DAY_MS;
    while (!isWorkingDay(atMs));
  }
  return atMs;
}

/** How much of a span lies on days on which people work: of what `addWorkingDays` sets, 24 hours a day. */
export function workingMsBetween(fromMs: number, toMs: number): number {
  let ms = 0;
  for (let atMs = fromMs; atMs < toMs;) {
    const endMs = Math.min(toMs, endOfChinaDate(chinaDate(atMs)));
    if (isWorkingDay(atMs)) ms += endMs - atMs;
    atMs = endMs;
  }
  return ms;
}
