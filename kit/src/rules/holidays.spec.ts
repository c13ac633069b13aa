import { afterEach, describe, expect, it } from '@jest/globals';
import { createRequire } from 'node:module';
import { addWorkingDays } from './calendar.ts';
import { DAY_MS } from './clock.ts';
import {
  forgetHolidays,
  isWorkingDate,
  isYearKnown,
  learnHolidays,
  statutoryMissing,
  worksUnpublished,
} from './holidays.ts';

const { isWorkday } = createRequire(import.meta.url)('chinese-days') as typeof import('chinese-days');
const at = (iso: string) => Date.parse(iso);
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
/** The first ten days of February 2027 and the New Year, as a plan might give them. */
const PLAN_2027 = {
  year: 2027,
  version: 1,
  holidays: [
    '2027-01-01',
    '2027-01-02',
    '2027-01-03',
    '2027-02-05',
    '2027-02-06',
    '2027-02-07',
    '2027-02-08',
    '2027-02-09',
    '2027-02-10',
    '2027-02-11',
    '2027-02-12',
  ],
  workingDays: ['2027-01-30'],
};

describe('holidays that nobody has published yet', () => {
  afterEach(forgetHolidays);

  it('are not taken for working days: an order of the last working day before lapses after them, not in them', () => {
    expect(isYearKnown(2026)).toBe(true);
    expect(isYearKnown(2027)).toBe(false);
    expect(isWorkingDate('2027-01-01')).toBe(false);
    // The Spring Festival is 6 February 2027.
    for (const day of [
      '2027-02-05',
      '2027-02-06',
      '2027-02-08',
      '2027-02-12',
      '2027-10-01',
      '2027-10-07',
      '2027-04-05',
      '2027-06-09',
      '2027-09-15',
    ])
      expect([day, isWorkingDate(day)]).toEqual([day, false]);
    for (const day of ['2027-01-06', '2027-03-15', '2027-07-01', '2027-11-22'])
      expect([day, isWorkingDate(day)]).toEqual([day, true]);
    expect(dateOf(addWorkingDays(at('2027-02-02T10:00:00+08:00'), 1))).toBe('2027-02-15');
    expect(dateOf(addWorkingDays(at('2026-12-28T10:00:00+08:00'), 1))).toBe('2027-01-05');
  });

  it('never make a deadline come earlier than by the plan: no day off of 2008 to 2026 would have counted as worked', () => {
    // Once, two days were given off that no law foresaw: seventy years after the war.
    const unforeseen = new Set(['2015-09-03', '2015-09-04']);
    const early: string[] = [];
    for (let ms = at('2008-01-01'); ms < at('2027-01-01'); ms += DAY_MS) {
      const date = dateOf(ms);
      if (!isWorkday(date) && worksUnpublished(date) && !unforeseen.has(date)) early.push(date);
    }
    expect(early).toEqual([]);
  });

  it('are by the plan once it is loaded, make-up days included, in every version', () => {
    learnHolidays(PLAN_2027);
    expect(isYearKnown(2027)).toBe(true);
    expect(isWorkingDate('2027-01-30')).toBe(true);
    expect(isWorkingDate('2027-02-15')).toBe(true);
    expect(dateOf(addWorkingDays(at('2027-01-29T10:00:00+08:00'), 1))).toBe('2027-01-30');
    expect(dateOf(addWorkingDays(at('2026-12-30T10:00:00+08:00'), 1))).toBe('2026-12-31');
    expect(dateOf(addWorkingDays(at('2027-02-04T10:00:00+08:00'), 1))).toBe('2027-02-15');
    learnHolidays({ ...PLAN_2027, version: 2, holidays: [...PLAN_2027.holidays, '2027-02-15'] });
    expect(dateOf(addWorkingDays(at('2027-02-04T10:00:00+08:00'), 1))).toBe('2027-02-16');
    learnHolidays(PLAN_2027);
    expect(isWorkingDate('2027-02-15')).toBe(false);
  });

  it('are no plan while statutory days lack', () => {
    expect(statutoryMissing(2027, PLAN_2027.holidays)).toEqual([
      '劳动节（2027-05-01）',
      '劳动节（2027-05-02）',
      '国庆节（2027-10-01）',
      '国庆节（2027-10-02）',
      '国庆节（2027-10-03）',
      '端午节',
      '中秋节',
      '清明节',
    ]);
    expect(
      statutoryMissing(2027, [
        ...PLAN_2027.holidays,
        '2027-05-01',
        '2027-05-02',
        '2027-10-01',
        '2027-10-02',
        '2027-10-03',
        '2027-06-09',
        '2027-09-15',
        '2027-04-05',
      ]),
    ).toEqual([]);
  });
});
