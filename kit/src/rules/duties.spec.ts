import { describe, expect, it } from '@jest/globals';
import { chinaTime, startOfChinaDate } from './calendar.ts';
import { DAY_MS } from './clock.ts';
import { calendarOf, periodAt } from './duties.ts';

const within = (from: string, to: string) => ({ fromMs: startOfChinaDate(from), toMs: startOfChinaDate(to) });
const days =
  (each: Parameters<typeof calendarOf>[0]['each'], due: Parameters<typeof calendarOf>[0]['due']) =>
  (from: string, to: string, works?: (date: string) => boolean) =>
    calendarOf({ each, due }, within(from, to), works).map(({ period, dueAtMs }) => [
      period,
      // The last day that is in time.
      chinaTime(dueAtMs - 1).slice(0, 10),
    ]);

describe('the calendar of what is owed', () => {
  it('has half-year returns due by the end of January and July', () => {
    const half = days('half-year', { monthEnds: 1 });
    expect(half('2026-01-01', '2027-03-01')).toEqual([
      ['2025-H2', '2026-01-31'],
      ['2026-H1', '2026-07-31'],
      ['2026-H2', '2027-01-31'],
    ]);
  });

  it('has quarter returns due by the end of the month after, not 31 days after', () => {
    expect(days('quarter', { monthEnds: 1 })('2026-01-01', '2027-01-01')).toEqual([
      ['2025-Q4', '2026-01-31'],
      ['2026-Q1', '2026-04-30'],
      ['2026-Q2', '2026-07-31'],
      ['2026-Q3', '2026-10-31'],
    ]);
  });

  it('knows that a February may have 29 days', () => {
    const month = days('month', { monthEnds: 1 });
    expect(month('2028-02-01', '2028-03-31')).toEqual([['2028-01', '2028-02-29']]);
    expect(month('2027-02-01', '2027-03-31')).toEqual([['2027-01', '2027-02-28']]);
    expect(days('day', { days: 0 })('2028-02-28', '2028-03-02')).toEqual([
      ['2028-02-28', '2028-02-28'],
      ['2028-02-29', '2028-02-29'],
      ['2028-03-01', '2028-03-01'],
    ]);
  });

  it('counts working days over the national holiday', () => {
    // 2026-10-01 to 07 are off, 10-10 is worked; the plan stands in the package.
    expect(days('month', { workingDays: 3 })('2026-10-01', '2026-11-01')).toEqual([['2026-09', '2026-10-10']]);
    expect(days('working-day', { days: 0 })('2026-09-29', '2026-10-13').map(([period]) => period)).toEqual([
      '2026-09-29',
      '2026-09-30',
      '2026-10-08',
      '2026-10-09',
      '2026-10-10',
      '2026-10-12',
    ]);
    // As a year that nobody has published is counted: by what is said of its days.
    expect(days('working-day', { days: 0 })('2026-09-29', '2026-10-13', (date) => date === '2026-10-01')).toEqual([
      ['2026-10-01', '2026-10-01'],
    ]);
  });

  it('names weeks by the year of their Thursday', () => {
    expect(days('week', { days: 0 })('2026-12-21', '2027-01-12')).toEqual([
      ['2026-W52', '2026-12-27'],
      ['2026-W53', '2027-01-03'],
      ['2027-W01', '2027-01-10'],
    ]);
    expect(periodAt('week', startOfChinaDate('2025-12-29'))).toBe('2026-W01');
  });

  it('puts each of them into one window of many, whatever their borders', () => {
    for (const each of ['day', 'working-day', 'week', 'month', 'quarter', 'half-year', 'year'] as const)
      for (const due of [{ days: 0 }, { days: 10 }, { workingDays: 5 }, { monthEnds: 1 }]) {
        const whole = calendarOf({ each, due }, within('2026-11-01', '2028-03-01'));
        const parts = [];
        for (let atMs = startOfChinaDate('2026-11-01'); atMs < startOfChinaDate('2028-03-01'); atMs += 9 * DAY_MS)
          parts.push(
            ...calendarOf(
              { each, due },
              { fromMs: atMs, toMs: Math.min(atMs + 9 * DAY_MS, startOfChinaDate('2028-03-01')) },
            ),
          );
        expect({ each, due, owed: parts }).toEqual({ each, due, owed: whole });
      }
  });
});
