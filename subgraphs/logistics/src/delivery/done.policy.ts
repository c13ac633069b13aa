import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';

/** When it was done, as a phone says it: by its own clock, and what both clocks said when it last heard of us. */
export interface Done {
  at: number;
  heardAt: number;
  heardPhoneAt: number;
}
/** Whoever was without a network for longer than a day's round tells of it by telephone. */
export const LATE_MS_MAX = DAY_MS;
/** Two clocks never agree to the minute, and an answer takes its time. */
export const SKEW_MS_MAX = 2 * MINUTE_MS;

/** Why what a phone says of the time is not what counts: then it counts when it arrived. */
export const TIME_DOUBTS = {
  'too-late': '送到平台太晚，按送到的时间算',
  'before-the-step-before': '比前一步还早，按送到的时间算',
  'not-yet': '手机的时间不对，按送到的时间算',
} as const;
export type TimeDoubt = keyof typeof TIME_DOUBTS;

export interface Judged {
  /** When it counts as done. */
  atMs: number;
  /** What the phone said, where it was done before it arrived. */
  saidAtMs: number | null;
  doubt: TimeDoubt | null;
}

/**
 * What was done without a network counts from when it was done, as far as that can be: by our clock as the phone last
 * heard it and the phone's own since, so that a clock that is wrong by years does no harm; never before the step before
 * it, and never later than it arrived.
 */
export function whenDone(
  done: Done | null | undefined,
  { nowMs, notBeforeMs }: { nowMs: number; notBeforeMs: number },
): Judged {
  if (!done) return { atMs: nowMs, saidAtMs: null, doubt: null };
  const saidAtMs = done.heardAt + (done.at - done.heardPhoneAt);
  if (Math.abs(nowMs - saidAtMs) <= SKEW_MS_MAX) return { atMs: nowMs, saidAtMs: null, doubt: null };
  const doubt = doubtOf(saidAtMs, done.heardAt, { nowMs, notBeforeMs });
  return { atMs: doubt === null ? Math.max(saidAtMs, notBeforeMs) : nowMs, saidAtMs, doubt };
}

function doubtOf(
  saidAtMs: number,
  heardAtMs: number,
  { nowMs, notBeforeMs }: { nowMs: number; notBeforeMs: number },
): TimeDoubt | null {
  if (saidAtMs > nowMs || heardAtMs > nowMs + SKEW_MS_MAX) return 'not-yet';
  if (nowMs - saidAtMs > LATE_MS_MAX) return 'too-late';
  return saidAtMs < notBeforeMs - SKEW_MS_MAX ? 'before-the-step-before' : null;
}
