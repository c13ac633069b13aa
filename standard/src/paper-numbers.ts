import { isKnownProvince, normalNumber } from './identity-numbers.ts';

/**
 * Numbers of papers whose form is public: what cannot be one is refused. A licence of food has a check digit (GB/T
 * 17710 MOD 11,10); some that are printed on goods fail it, so that one is doubtful and somebody looks, never refused.
 */
interface PaperNumber {
  /** As it is written without spaces, in capitals. */
  shape: RegExp;
  /** For whoever typed it. */
  text: string;
  /** Where the division's code begins; left out, where none stands in it. */
  divisionAt?: number;
  hasCheckDigit?: true;
  /** A paper of another form that takes its place. */
  instead?: RegExp;
}
export const PAPER_NUMBERS = {
  'food-production': {
    // One or two, food or an additive, then the class of food.
    shape: /^SC(?:1(?:0[1-9]|[12]\d|3[0-2])|20[1-3])\d{11}$/,
    text: '生产许可证编号是SC加14位数字，照证上抄，比如SC后面先是食品类别3位；小作坊填登记证的编号，写上“小作坊”',
    divisionAt: 5,
    hasCheckDigit: true,
    // Small workshops have a paper of their province, each in its own form (Food Safety Law 36).
    instead: /作坊/,
  },
  'food-business': {
    shape: /^(?:JY|YB)[123]\d{13}$/,
    text: '食品经营许可证编号是JY加14位数字（只卖预包装食品的备案编号是YB加14位数字），照证上抄',
    divisionAt: 3,
    hasCheckDigit: true,
    instead: /作坊|摊贩|小经营/,
  },
  laboratory: {
    shape: /^(?:(?:CMA)?\d{12}|CNAS(?:L|IB)\d{4,6}|(?:CATL)?[[(]20\d\d[\])]农质检核[[(][^)\]]{1,6}[\])]字第\d{4}号)$/,
    text: '资质编号照证书抄：CMA加12位数字，CNAS L加4到6位数字，或者农质检核的文号',
  },
} as const satisfies Readonly<Record<string, PaperNumber>>;
export type PaperNumberKind = keyof typeof PAPER_NUMBERS;

const written = (number: string): string =>
  normalNumber(number.normalize('NFKC')).replaceAll('〔', '(').replaceAll('〕', ')');

/** Why this cannot be the number of such a paper, in Chinese; null where it can. */
export function paperNumberProblem(kind: PaperNumberKind, number: string): string | null {
  const { shape, text, divisionAt, instead }: PaperNumber = PAPER_NUMBERS[kind];
  const said = written(number);
  if (instead?.test(said)) return null;
  if (!shape.test(said)) return text;
  return divisionAt === undefined || isKnownProvince(said.slice(divisionAt)) ? null : `${text}；地区那几位不对`;
}

/** It has the form of one, and its last digit does not fit the others: to be compared with the paper. */
export function isDoubtfulNumber(kind: PaperNumberKind, number: string): boolean {
  const { hasCheckDigit, shape }: PaperNumber = PAPER_NUMBERS[kind];
  const said = written(number);
  if (!hasCheckDigit || !shape.test(said)) return false;
  const digits = said.replaceAll(/\D/g, '');
  const product = Array.from(digits.slice(0, -1)).reduce(
    (last, digit) => (((last + Number(digit)) % 10 || 10) * 2) % 11,
    10,
  );
  return (product + Number(digits.at(-1))) % 10 !== 1;
}
/** What whoever typed one is told first; `paperNumberProblem` says how it is written. */
export const NUMBER_MISWRITTEN = '编号写得不对，请照证上的抄';
export const NUMBER_DOUBT = '编号的校验位不对，请对照原件一位一位核对';
