/**
 * Numbers by which the state knows a business or a person. Pure; each rule is a row of a table. GB 32100-2015 (unified
 * social credit code), GB 11643-1999 (resident ID number), GB/T 2260 (divisions).
 */

/** Verdict on a number: `doubtful` is well formed but fails its check digit and goes to a person to look at. */
export type Verdict = 'valid' | 'doubtful' | 'malformed';

interface CheckDigit {
  /** Well formed at all. */
  shape: RegExp;
  weights: readonly number[];
  valueOf: (character: string) => number;
  /** The check character that belongs to the weighted sum. */
  checkOf: (sum: number) => string;
}

const CREDIT_CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

export const CHECK_DIGITS = {
  creditCode: {
    shape: /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/,
    weights: [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28],
    valueOf: (character) => CREDIT_CODE_ALPHABET.indexOf(character),
    checkOf: (sum) => CREDIT_CODE_ALPHABET.charAt((31 - (sum % 31)) % 31),
  },
  residentIdNumber: {
    shape: /^\d{17}[\dX]$/,
    weights: [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2],
    valueOf: Number,
    checkOf: (sum) => '10X98765432'.charAt(sum % 11),
  },
} as const satisfies Record<string, CheckDigit>;

export function hasRightCheckDigit(kind: keyof typeof CHECK_DIGITS, number: string): boolean {
  const { weights, valueOf, checkOf } = CHECK_DIGITS[kind];
  return (
    checkOf(weights.reduce((sum, weight, place) => sum + weight * valueOf(number.charAt(place)), 0)) === number.at(-1)
  );
}

/** The provinces of GB/T 2260, by their first two digits. */
const PROVINCES: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);
export const isKnownProvince = (code: string): boolean => PROVINCES.has(code.slice(0, 2));

/** As people type it: without spaces, in capitals. */
export const normalNumber = (text: string): string => text.replaceAll(/\s/g, '').toUpperCase();

/** Some codes of the first pilots are lawful yet fail the check digit: those are doubtful, never refused. */
export function creditCodeVerdict(code: string): Verdict {
  if (!CHECK_DIGITS.creditCode.shape.test(code)) return 'malformed';
  return hasRightCheckDigit('creditCode', code) ? 'valid' : 'doubtful';
}

/** An ID number has no such exceptions: shape, province, a birth date that was, and the check digit. */
export function isResidentIdNumber(number: string, today: string): boolean {
  if (!CHECK_DIGITS.residentIdNumber.shape.test(number) || !isKnownProvince(number)) return false;
  const born = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const date = new Date(`${born}T00:00:00Z`);
  const isRealDate = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(born);
  return isRealDate && born > '1900-01-01' && born <= today && hasRightCheckDigit('residentIdNumber', number);
}
