import { DAY_MS } from '@heitu/kit/rules/clock';

/** The last day of so many months that begin on a day: the day before their end. */
export function lastDayOf(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, date) - DAY_MS).toISOString().slice(0, 10);
}
