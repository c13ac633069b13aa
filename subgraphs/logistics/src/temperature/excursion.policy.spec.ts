import { describe, expect, it } from '@jest/globals';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import {
  excursionsIn,
  isAlarm,
  minutesOf,
  rangeAt,
  severityOf,
  SILENCE_MS_MIN,
  type Stay,
} from './excursion.policy.ts';
import { distance, intersect, isInside } from './range.policy.ts';

const CHILLED = { min: 0, max: 8 };
const FROZEN = { min: -40, max: -18 };

describe('a range of temperature', () => {
  it('holds both of its ends', () => {
    expect([-0.1, 0, 4, 8, 8.1].map((celsius) => isInside(celsius, CHILLED))).toEqual([false, true, true, true, false]);
    expect([-2, 0, 8, 9.5].map((celsius) => distance(celsius, CHILLED))).toEqual([2, 0, 0, 1.5]);
  });
  it('is the strictest of several, down to a single degree, or none', () => {
    expect(intersect([CHILLED, { min: -2, max: 6 }, { min: 2, max: 20 }])).toEqual({ min: 2, max: 6 });
    expect(intersect([CHILLED, { min: 8, max: 12 }])).toEqual({ min: 8, max: 8 });
    expect(intersect([CHILLED, { min: 8.1, max: 12 }])).toBeNull();
    expect(intersect([])).toBeNull();
  });
});

describe('what must hold at a moment', () => {
  const stay = (fromMs: number, toMs: number | null, range = CHILLED): Stay => ({ fromMs, toMs, range });
  it('is what is aboard then: from when it came until it left', () => {
    expect([9, 10, 19, 20].map((atMs) => rangeAt(atMs, [stay(10, 20)], null))).toEqual([null, CHILLED, CHILLED, null]);
    expect(rangeAt(1000, [stay(10, null)], null)).toEqual(CHILLED);
  });
  it('is the strictest of all, the store’s own range included; of two that exclude each other the coldest', () => {
    expect(rangeAt(0, [], CHILLED)).toEqual(CHILLED);
    expect(rangeAt(0, [stay(0, null)], { min: 2, max: 20 })).toEqual({ min: 2, max: 8 });
    expect(rangeAt(0, [stay(0, null), stay(0, null, FROZEN)], null)).toEqual(FROZEN);
    expect(rangeAt(0, [stay(0, null, FROZEN), stay(0, null)], null)).toEqual(FROZEN);
  });
});

describe('an excursion [8.1.1.ar]', () => {
  const points = (...celsius: number[]) =>
    celsius.map((temperatureCelsius, minute) => ({ atMs: minute * MINUTE_MS, temperatureCelsius }));
  const of = (...celsius: number[]) => excursionsIn(points(...celsius), [], CHILLED);

  it('is each run of readings outside, with its worst reading and when it was back', () => {
    expect(of(4, 9, 12, 10, 5, 8, -1)).toEqual([
      {
        startedAtMs: MINUTE_MS,
        endedAtMs: 4 * MINUTE_MS,
        lastOutAtMs: 3 * MINUTE_MS,
        limit: CHILLED,
        worstCelsius: 12,
      },
      { startedAtMs: 6 * MINUTE_MS, endedAtMs: null, lastOutAtMs: 6 * MINUTE_MS, limit: CHILLED, worstCelsius: -1 },
    ]);
    expect(of(0, 8, 4)).toEqual([]);
  });
  it('ends where nothing needs cooling any more', () => {
    const stays = [{ fromMs: 0, toMs: 2 * MINUTE_MS, range: CHILLED }];
    expect(excursionsIn(points(9, 9, 9), stays, null)).toMatchObject([
      { endedAtMs: 2 * MINUTE_MS, lastOutAtMs: MINUTE_MS },
    ]);
  });
  it('keeps the limit that the worst reading broke', () => {
    const stays = [{ fromMs: MINUTE_MS, toMs: null, range: FROZEN }];
    expect(excursionsIn(points(20, 20, 9), stays, CHILLED)).toMatchObject([{ limit: FROZEN, worstCelsius: 20 }]);
    // As far outside as the worst one is not worse.
    expect(of(9, -1)).toMatchObject([{ worstCelsius: 9 }]);
  });
  it('alarms when ten minutes lie between its first and its last reading outside', () => {
    const lasting = (ms: number, endedAtMs: number | null = null) => ({
      startedAtMs: MINUTE_MS,
      lastOutAtMs: MINUTE_MS + ms,
      endedAtMs,
      limit: CHILLED,
      worstCelsius: 9,
    });
    expect(isAlarm(lasting(10 * MINUTE_MS - 1))).toBe(false);
    expect(isAlarm(lasting(10 * MINUTE_MS))).toBe(true);
    // It lasts until it is back in range, as far as that is known.
    expect(minutesOf(lasting(10 * MINUTE_MS))).toBe(10);
    expect(minutesOf(lasting(10 * MINUTE_MS, 13.4 * MINUTE_MS))).toBe(12);
    expect(minutesOf(lasting(10 * MINUTE_MS, 13.5 * MINUTE_MS))).toBe(13);
  });
  it('is not the silence of a thermometer, which alarms after forty-five minutes', () => {
    expect(SILENCE_MS_MIN).toBe(45 * MINUTE_MS);
  });
  it('is as bad as the degrees outside: two, five', () => {
    expect([0.1, 1.9, 2, 4.9, 5].map(severityOf)).toEqual(['minor', 'minor', 'major', 'major', 'critical']);
  });
});
