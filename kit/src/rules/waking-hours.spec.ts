import { describe, expect, it } from '@jest/globals';
import { chinaTime } from './calendar.ts';
import { HOUR_MS } from './clock.ts';
import { afterWakingHours, beforeTheNight, whenAwake } from './waking-hours.ts';

const at = (china: string): number => Date.parse(`${china.replace(' ', 'T')}:00+08:00`);

describe('the night, in which phones are left alone', () => {
  it.each([
    ['2026-11-29 06:59', '2026-11-29 07:00'],
    ['2026-11-29 07:00', '2026-11-29 07:00'],
    ['2026-11-29 20:59', '2026-11-29 20:59'],
    ['2026-11-29 21:00', '2026-11-30 07:00'],
    ['2026-11-30 00:30', '2026-11-30 07:00'],
  ])('holds what comes at %s until %s', (from, to) => expect(chinaTime(whenAwake(at(from)))).toBe(to));

  it.each([
    ['2026-11-29 06:00', '2026-11-28 20:00'],
    ['2026-11-29 07:00', '2026-11-29 07:00'],
    ['2026-11-29 20:30', '2026-11-29 20:00'],
    ['2026-11-29 23:00', '2026-11-29 20:00'],
  ])('moves what must be heard at %s to %s', (from, to) =>
    expect(chinaTime(beforeTheNight(at(from), HOUR_MS))).toBe(to),
  );

  it.each([
    ['2026-11-29 10:00', 2, '2026-11-29 12:00'],
    ['2026-11-29 20:00', 2, '2026-11-30 08:00'],
    ['2026-11-29 19:00', 2, '2026-11-30 07:00'],
    ['2026-11-29 03:00', 2, '2026-11-29 09:00'],
  ])('does not count: from %s, %i hours are over at %s', (from, hours, to) =>
    expect(chinaTime(afterWakingHours(at(from), hours))).toBe(to),
  );
});
