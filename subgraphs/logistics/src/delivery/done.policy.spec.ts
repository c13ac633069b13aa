import { describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { whenDone } from './done.policy.ts';

const NOW = Date.parse('2026-11-30T18:00:00+08:00');
const judged = (ago: number, change: { phoneOff?: number; heardAgo?: number; notBeforeAgo?: number } = {}) => {
  const { phoneOff = 0, heardAgo = ago + HOUR_MS, notBeforeAgo = ago + 2 * HOUR_MS } = change;
  const done = { at: NOW - ago + phoneOff, heardAt: NOW - heardAgo, heardPhoneAt: NOW - heardAgo + phoneOff };
  return whenDone(done, { nowMs: NOW, notBeforeMs: NOW - notBeforeAgo });
};

describe('when something counts as done that was done without a network', () => {
  it('when it was done, whatever the phone’s own clock says', () => {
    for (const phoneOff of [0, -8 * HOUR_MS, 400 * DAY_MS])
      expect(judged(2 * HOUR_MS, { phoneOff })).toEqual({
        atMs: NOW - 2 * HOUR_MS,
        saidAtMs: NOW - 2 * HOUR_MS,
        doubt: null,
      });
  });
  it('now, where it is told at once or nothing is said', () => {
    expect(judged(MINUTE_MS)).toEqual({ atMs: NOW, saidAtMs: null, doubt: null });
    expect(whenDone(null, { nowMs: NOW, notBeforeMs: 0 })).toEqual({ atMs: NOW, saidAtMs: null, doubt: null });
  });
  it('when it arrived, where it came too late, before the step before it, or from tomorrow: with the reason', () => {
    expect(judged(DAY_MS + HOUR_MS)).toEqual({ atMs: NOW, saidAtMs: NOW - DAY_MS - HOUR_MS, doubt: 'too-late' });
    expect(judged(3 * HOUR_MS, { notBeforeAgo: 2 * HOUR_MS })).toMatchObject({
      atMs: NOW,
      doubt: 'before-the-step-before',
    });
    expect(judged(-HOUR_MS)).toMatchObject({ atMs: NOW, doubt: 'not-yet' });
    expect(judged(HOUR_MS, { heardAgo: -HOUR_MS })).toMatchObject({ atMs: NOW, doubt: 'not-yet' });
  });
  it('no earlier than the step before it, of which both clocks may differ by a minute', () =>
    expect(judged(HOUR_MS, { notBeforeAgo: 59 * MINUTE_MS })).toMatchObject({
      atMs: NOW - 59 * MINUTE_MS,
      doubt: null,
    }));
});
