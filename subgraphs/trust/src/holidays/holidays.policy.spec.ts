import { expect, it } from '@jest/globals';
import { missingYear, shownYears } from './holidays.policy.ts';

const at = (day: string) => Date.parse(`${day}T00:00:00+08:00`);

it('shows last year, this one and two more', () => {
  expect(shownYears(at('2026-11-25'))).toEqual([2025, 2026, 2027, 2028]);
  expect(shownYears(at('2027-01-01') - 1)).toEqual([2025, 2026, 2027, 2028]);
});
it('asks for next year’s plan from November on, and for this year’s where it is still missing', () => {
  expect(missingYear(at('2026-11-01') - 1)).toBeNull();
  const of2027 = { year: 2027, sinceMs: at('2026-11-01'), dueAtMs: at('2027-01-01') };
  expect(missingYear(at('2026-11-01'))).toEqual(of2027);
  expect(missingYear(at('2026-12-31'))).toEqual(of2027);
  expect(missingYear(at('2027-02-01'))).toEqual(of2027);
  // Last year's plan is in the package, and so was this year's.
  expect(missingYear(at('2025-11-20'))).toBeNull();
});
