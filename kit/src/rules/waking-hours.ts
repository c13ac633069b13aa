import { QUIET_HOURS } from '@heitu/standard';
import { chinaDate, startOfChinaDate } from './calendar.ts';
import { DAY_MS, HOUR_MS } from './clock.ts';

const morningOf = (atMs: number): number => startOfChinaDate(chinaDate(atMs)) + QUIET_HOURS.to * HOUR_MS;
const eveningOf = (atMs: number): number => startOfChinaDate(chinaDate(atMs)) + QUIET_HOURS.from * HOUR_MS;

/** The moment itself where people are awake, else the morning that follows. */
export function whenAwake(atMs: number): number {
  if (atMs < morningOf(atMs)) return morningOf(atMs);
  return atMs < eveningOf(atMs) ? atMs : morningOf(atMs) + DAY_MS;
}

/** The moment itself where people are awake for so long still, else so long before the night that it falls into. */
export function beforeTheNight(atMs: number, leftMs: number): number {
  const lastMs = eveningOf(atMs) - leftMs;
  if (atMs < morningOf(atMs)) return lastMs - DAY_MS;
  return Math.min(atMs, lastMs);
}

/** So many hours later, of which those of the night do not count; at most a day of them. */
export function afterWakingHours(fromMs: number, hours: number): number {
  const startMs = whenAwake(fromMs);
  const endMs = startMs + hours * HOUR_MS;
  const overMs = endMs - eveningOf(startMs);
  return overMs < 0 ? endMs : morningOf(startMs) + DAY_MS + overMs;
}
