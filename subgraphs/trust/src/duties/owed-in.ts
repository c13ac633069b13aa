import { DAY_MS } from '@heitu/kit/rules/clock';
import { calendarOf, type OwedPeriod } from '@heitu/kit/rules/duties';
import type { Period } from '@heitu/kit/rules/evidence';
import type { PeriodicDuty } from '@heitu/standard';

/** So far back the newest period whose day is over begins at the latest: half a year, and the time that it is given. */
const NEWEST_WITHIN_MS = 400 * DAY_MS;

/**
 * The newest period of a duty whose day is over, and each whose day was in the time that is looked at: owed whether or
 * not anybody made a row of it, and no later one makes up for it. Whoever began after a period owes nothing of it.
 */
export const owedIn = (
  duty: PeriodicDuty,
  { fromMs, toMs }: Period,
  { sinceMs, nowMs }: { sinceMs: number; nowMs: number },
): OwedPeriod[] =>
  calendarOf(duty, { fromMs: Math.min(fromMs, nowMs - NEWEST_WITHIN_MS), toMs: nowMs })
    .filter((one) => one.toMs > sinceMs)
    .filter(({ dueAtMs }, i, all) => i === all.length - 1 || (dueAtMs > fromMs && dueAtMs <= toMs));
