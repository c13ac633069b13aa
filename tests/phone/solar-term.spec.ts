import { describe, expect, it } from '@jest/globals';
import { createRequire } from 'node:module';
import { SOLAR_TERMS, solarTermDay, solarTermOf } from '../../miniprogram/src/lib/solar-term.ts';

const { getSolarTermDate } = createRequire(import.meta.url)('chinese-days') as typeof import('chinese-days');

describe('the solar terms that the first page tells', () => {
  it('fall on the days that the calendar has for them', () => {
    const wrong: string[] = [];
    const NAMES = [
      'lesser_cold',
      'greater_cold',
      'the_beginning_of_spring',
      'rain_water',
      'the_waking_of_insects',
      'the_spring_equinox',
      'pure_brightness',
      'grain_rain',
      'the_beginning_of_summer',
      'lesser_fullness_of_grain',
      'grain_in_beard',
      'the_summer_solstice',
      'lesser_heat',
      'greater_heat',
      'the_beginning_of_autumn',
      'the_end_of_heat',
      'white_dew',
      'the_autumn_equinox',
      'code_dew',
      'frost_descent',
      'the_beginning_of_winter',
      'lesser_snow',
      'greater_snow',
      'the_winter_solstice',
    ] as const;
    for (let year = 2024; year <= 2060; year++)
      SOLAR_TERMS.forEach((name, i) => {
        const month = Number(solarTermDay(year, i).slice(5, 7));
        const expected = getSolarTermDate(year, month, NAMES[i]!);
        if (expected !== solarTermDay(year, i)) wrong.push(`${year} ${name} ${expected} ${solarTermDay(year, i)}`);
      });
    expect(wrong).toEqual([]);
  });

  it('are counted from their first day, over the turn of the year as well', () => {
    expect(['2026-11-22', '2026-11-28', '2026-12-31', '2027-01-01', '2027-01-05'].map(solarTermOf)).toEqual([
      '小雪第一天',
      '小雪第七天',
      '冬至第十天',
      '冬至第十一天',
      '小寒第一天',
    ]);
  });
});
