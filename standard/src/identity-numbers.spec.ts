import { describe, expect, it } from '@jest/globals';
import { creditCodeVerdict, isResidentIdNumber, normalNumber } from './identity-numbers.ts';

const TODAY = '2026-11-25';

describe('numbers of businesses and people', () => {
  it.each([
    ['91440300708461136T', 'valid'],
    ['91350100M000100Y43', 'valid'],
    // Pilot codes that are lawful though their check digit is wrong.
    ['91350100M0001TGQXM', 'doubtful'],
    ['91350211M0000XUF46', 'doubtful'],
    ['91440300708461136X', 'doubtful'],
    ['9144030070846113', 'malformed'],
    ['91440300708461136I', 'malformed'],
    ['91A40300708461136T', 'malformed'],
    ['', 'malformed'],
  ])('[7.1.a] the credit code %s is %s', (code, verdict) => expect(creditCodeVerdict(code)).toBe(verdict));

  it.each([
    ['11010519491231002X', true],
    ['110105194912310021', false],
    ['11010519490231002X', false],
    ['99010519491231002X', false],
    ['1101051949123100', false],
    ['110105202712310000', false],
  ])('[7.1.a] the resident ID number %s is accepted: %s', (number, accepted) =>
    expect(isResidentIdNumber(number, TODAY)).toBe(accepted),
  );

  it('[7.1.a] takes a birth date that was: of this century or the last, of a day that there is, up to today', () => {
    // The check digit that belongs to it, found by trying: the date alone decides.
    const withCheck = (born: string) =>
      [...'0123456789X'].some((digit) => isResidentIdNumber(`110105${born}002${digit}`, TODAY));
    expect(['19000102', '19491231', '20261125'].map(withCheck)).toEqual([true, true, true]);
    expect(['19000101', '18991231', '20261126', '19490231', '19491301', '20250229'].map(withCheck)).toEqual(
      Array(6).fill(false),
    );
    expect(withCheck('20240229')).toBe(true);
  });

  it('[7.1.a] takes no number of a province that there is none of, or with a letter in it, whatever its last digit', () => {
    const withAnyCheck = (start: string) =>
      [...'0123456789X'].some((digit) => isResidentIdNumber(start + digit, TODAY));
    expect(['11010519491231002', '99010519491231002', '11010519491231A02'].map(withAnyCheck)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('takes spaces and small letters as they are typed', () =>
    expect(normalNumber(' 110105 19491231 002x ')).toBe('11010519491231002X'));
});
