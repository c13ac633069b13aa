import { MINUTE_MS } from '@heitu/kit/rules/clock';
import type { ClauseRef } from '@heitu/standard';
import { distance, intersect, isInside, type Range } from './range.policy.ts';

export const MONITORING_CLAUSE = '8.1.1.ar' satisfies ClauseRef;
/** Out of range for this long is an alarm; a door opened is not. */
export const EXCURSION_MS_MIN = 10 * MINUTE_MS;
/** Not heard of for this long while it should report is an alarm too. */
export const SILENCE_MS_MIN = 45 * MINUTE_MS;

/** How soon somebody takes an alarm up, and has it settled: after that the operator looks as well. */
export const ACKNOWLEDGE_MS_MAX = 30 * MINUTE_MS;
export const RESOLVE_WORKING_DAYS = 1;
/** An alarm that nobody dealt with until then stands as such. */
export const UNRESOLVED_WORKING_DAYS = 10;

export const ALARM_KINDS = { excursion: '温度越限', silence: '温度计没有上报' } as const;
export type AlarmKind = keyof typeof ALARM_KINDS;
export const ALARM_SEVERITIES = { critical: '特别严重', major: '严重', minor: '一般', warning: '提醒' } as const;
export type AlarmSeverity = keyof typeof ALARM_SEVERITIES;
/** How bad: by how far outside the worst reading was; less is minor. */
const SEVERITIES = [
  { severity: 'critical', degreesMin: 5 },
  { severity: 'major', degreesMin: 2 },
] as const satisfies readonly { severity: AlarmSeverity; degreesMin: number }[];
export const SILENCE_SEVERITY = 'warning' satisfies AlarmSeverity;
export const severityOf = (degreesOutside: number): AlarmSeverity =>
  SEVERITIES.find((row) => degreesOutside >= row.degreesMin)?.severity ?? 'minor';

export interface Point {
  atMs: number;
  temperatureCelsius: number;
}
/** Something with its own range, aboard or in store for a while. */
export interface Stay {
  fromMs: number;
  toMs: number | null;
  range: Range;
}

/**
 * The strictest range of what is there at that moment; null where nothing is. Ranges that exclude each other: the
 * coldest one's.
 */
export function rangeAt(atMs: number, stays: readonly Stay[], own: Range | null): Range | null {
  const there = stays
    .filter((stay) => atMs >= stay.fromMs && (stay.toMs === null || atMs < stay.toMs))
    .map((stay) => stay.range);
  const all = own ? [own, ...there] : there;
  if (all.length === 0) return null;
  return intersect(all) ?? all.reduce((coldest, range) => (range.max < coldest.max ? range : coldest));
}

export interface Excursion {
  startedAtMs: number;
  /** The first reading back in range; null while it goes on. */
  endedAtMs: number | null;
  lastOutAtMs: number;
  limit: Range;
  worstCelsius: number;
}
export const minutesOf = (excursion: Excursion): number =>
  Math.round(((excursion.endedAtMs ?? excursion.lastOutAtMs) - excursion.startedAtMs) / MINUTE_MS);
export const isAlarm = (excursion: Excursion): boolean =>
  excursion.lastOutAtMs - excursion.startedAtMs >= EXCURSION_MS_MIN;

/** Every run of readings out of range, oldest first. `points` rise in time. */
export function excursionsIn(points: readonly Point[], stays: readonly Stay[], own: Range | null): Excursion[] {
  const runs: Excursion[] = [];
  let run: Excursion | null = null;
  for (const point of points) {
    const range = rangeAt(point.atMs, stays, own);
    if (range === null || isInside(point.temperatureCelsius, range)) {
      if (run) run.endedAtMs = point.atMs;
      run = null;
      continue;
    }
    if (!run)
      runs.push(
        (run = {
          startedAtMs: point.atMs,
          endedAtMs: null,
          lastOutAtMs: point.atMs,
          limit: range,
          worstCelsius: point.temperatureCelsius,
        }),
      );
    run.lastOutAtMs = point.atMs;
    if (distance(point.temperatureCelsius, range) > distance(run.worstCelsius, run.limit))
      [run.worstCelsius, run.limit] = [point.temperatureCelsius, range];
  }
  return runs;
}
