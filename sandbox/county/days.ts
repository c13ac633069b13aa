/**
 * The county's data knows no absolute date: every date is a count of days from a base date, in Beijing time, so that a
 * county seeded in any month has licences that are valid and lots that are fresh.
 */
const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const BEIJING_OFFSET_MS = 8 * HOUR_MS;

/** The instant of `minuteOfDay` (Beijing clock) on the day that lies `day` days after the base date's Beijing day. */
export function atDay(baseDate: Date, day: number, minuteOfDay = 0): Date {
  const midnightMs = Math.floor((baseDate.getTime() + BEIJING_OFFSET_MS) / DAY_MS) * DAY_MS - BEIJING_OFFSET_MS;
  return new Date(midnightMs + day * DAY_MS + minuteOfDay * 60_000);
}

/** The Beijing calendar date, `YYYY-MM-DD`, `day` days after the base date. */
export function dateOn(baseDate: Date, day: number): string {
  return new Date(atDay(baseDate, day).getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 10);
}

/** The Beijing month (1 to 12) of an instant. */
export const monthOf = (instant: Date): number => new Date(instant.getTime() + BEIJING_OFFSET_MS).getUTCMonth() + 1;
