import { indicatorKey } from './indicator-names.table.ts';
import { withoutYear } from './standard-number.ts';

/** Limits of one indicator for one kind of goods, by grade where the standard has grades (7.3.3). */
export interface IndicatorLimit {
  standardCode: string;
  name: string;
  unit: string | null;
  grade: string | null;
  min: number | null;
  max: number | null;
  /** Of which of these goods, where they differ: 叶菜蔬菜; null: of all that no other row names. */
  sort?: string | null;
  /** The findings that pass, where it is not a number. */
  words: readonly string[] | null;
  /** A limit of a national food safety standard: it holds whatever standard the goods name. */
  isNational: boolean;
  doubt: string | null;
}

/** What was found, as the report says it. */
export interface Finding {
  name: string;
  value: string;
  unit: string | null;
}
/** What was found, beside its limit. `passed` is computed, and null where no limit is known. */
export interface InspectionItem {
  name: string;
  value: string;
  limit: string | null;
  unit: string | null;
  passed: boolean | null;
  /** The standard that sets the limit. */
  basis?: string | null;
  /** What is not certain about the limit. */
  doubt?: string | null;
}

const NOT_FOUND_WORDS: readonly string[] = ['未检出', 'nd', '没有检出'];
const NUMBER = /^[<＜]?\s*(\d+(?:\.\d+)?)$/u;

/** Below what can be measured counts as that much; 未检出 as nothing. Null where it is no figure. */
export function figureOf(value: string): number | null {
  if (NOT_FOUND_WORDS.includes(value.trim().toLowerCase())) return 0;
  const digits = NUMBER.exec(value.trim())?.[1];
  return digits === undefined ? null : Number(digits);
}

const isMeasured = (limit: IndicatorLimit): boolean => limit.words === null;

export function limitText({ min, max, words }: Pick<IndicatorLimit, 'min' | 'max' | 'words'>): string {
  if (words) return words.join('或');
  if (min !== null && max !== null) return `${min}～${max}`;
  return min === null ? `≤${max}` : `≥${min}`;
}

function isWithin(limit: IndicatorLimit, value: string): boolean {
  if (limit.words)
    return limit.words.includes(value.trim()) || (limit.words.includes('未检出') && figureOf(value) === 0);
  const figure = figureOf(value);
  return figure !== null && (limit.min === null || figure >= limit.min) && (limit.max === null || figure <= limit.max);
}

/** Of two that both hold, the one that asks for more comes first. */
const strictestFirst = (a: IndicatorLimit, b: IndicatorLimit): number =>
  (a.max ?? Infinity) - (b.max ?? Infinity) || (b.min ?? -Infinity) - (a.min ?? -Infinity);

/**
 * The limits of one standard for one indicator: that of the goods' grade. Goods whose grade the standard does not know
 * must keep at least to its lowest.
 */
function ofGrade(limits: readonly IndicatorLimit[], grade: string | null): IndicatorLimit[] {
  const exact = limits.filter((limit) => limit.grade === null || limit.grade === grade);
  return exact.length > 0 ? exact : limits.toSorted(strictestFirst).slice(-1);
}

/** Which limits hold for what is named `name`, the strictest first. */
export function limitsOf(limits: readonly IndicatorLimit[], name: string, grade: string | null): IndicatorLimit[] {
  const named = limits.filter((limit) => indicatorKey(limit.name) === indicatorKey(name));
  return [...Map.groupBy(named, ({ standardCode }) => withoutYear(standardCode)).values()]
    .flatMap((some) => ofGrade(some, grade))
    .toSorted(strictestFirst);
}

export interface FindingProblem {
  code: 'UNIT_DIFFERS' | 'VALUE_UNREADABLE';
  at: number;
  text: string;
}
/** What cannot be judged as it was written: another unit, or no figure. */
export function findingProblems(
  findings: readonly Finding[],
  limits: readonly IndicatorLimit[],
  grade: string | null,
): FindingProblem[] {
  return findings.flatMap(({ name, value, unit }, at): FindingProblem[] => {
    const [limit] = limitsOf(limits, name, grade);
    if (!limit) return [];
    if (unit !== null && limit.unit !== null && unit !== limit.unit)
      return [{ code: 'UNIT_DIFFERS', at, text: `${name}要按${limit.unit}填，您填的是${unit}` }];
    if (isMeasured(limit) && figureOf(value) === null)
      return [{ code: 'VALUE_UNREADABLE', at, text: `${name}要填数字，没有检出就填“未检出”` }];
    return [];
  });
}

/** What was found, beside the limits that hold: nobody says by hand whether it passed (7.3.6.a-c). */
export const judgeFindings = (
  findings: readonly Finding[],
  limits: readonly IndicatorLimit[],
  grade: string | null,
): InspectionItem[] =>
  findings.map(({ name, value, unit }) => {
    const holding = limitsOf(limits, name, grade);
    const shown = holding.find((limit) => !isWithin(limit, value)) ?? holding[0];
    return {
      name,
      value,
      unit: unit ?? shown?.unit ?? null,
      limit: shown ? limitText(shown) : null,
      passed: shown ? holding.every((limit) => isWithin(limit, value)) : null,
      basis: shown?.standardCode ?? null,
      doubt: shown?.doubt ?? null,
    };
  });

type Judged = Pick<InspectionItem, 'name' | 'passed'>;
/** Whether it passed: one failure fails the whole; null where nothing was compared, which neither passes nor fails. */
export function outcomeOf(items: readonly Pick<Judged, 'passed'>[]): boolean | null {
  if (items.some(({ passed }) => passed === false)) return false;
  return items.some(({ passed }) => passed === true) ? true : null;
}

const NO_LIMIT = '没有限量可比';
const NAMED_MAX = 8;
const namesOf = (items: readonly Judged[]): string => {
  const names = items.map(({ name }) => name);
  return names.length > NAMED_MAX ? `${names.slice(0, NAMED_MAX).join('、')}等${names.length}项` : names.join('、');
};
/** What people read of a report: how much of it was beside a limit, and what was not (7.3.6.a-c). */
export function comparisonText(items: readonly Judged[]): string {
  const compared = items.filter(({ passed }) => passed !== null);
  const failed = compared.filter(({ passed }) => passed === false);
  const unlimited = items.filter(({ passed }) => passed === null);
  if (compared.length === 0) return `没有一项有限量可比，不能算合格：${namesOf(unlimited)}`;
  const found = failed.length > 0 ? `${namesOf(failed)}不合格` : '都在标准以内';
  if (unlimited.length === 0 && failed.length === 0) return '各项在标准以内';
  return [
    `比了${compared.length}项，${found}`,
    ...(unlimited.length > 0 ? [`${namesOf(unlimited)}${NO_LIMIT}`] : []),
  ].join('；');
}

/** In words for whoever brought the goods: 镉0.31mg/kg，最多0.2. */
export const failedText = ({ name, value, unit, limit }: InspectionItem): string =>
  `${name}${value}${unit ?? ''}（标准${limit ?? ''}）`;

/** Figures of a filed standard that ask for less than a national one does (7.3.3.c). */
export function belowNational(own: readonly IndicatorLimit[], national: readonly IndicatorLimit[]): string[] {
  return own.flatMap((limit) => {
    const [floor] = limitsOf(national, limit.name, limit.grade);
    if (!floor || floor.words) return [];
    const isLooser =
      (floor.max !== null && (limit.max === null || limit.max > floor.max)) ||
      (floor.min !== null && (limit.min === null || limit.min < floor.min));
    return isLooser
      ? [`${limit.name}：您的标准是${limitText(limit)}，${floor.standardCode}是${limitText(floor)}，您的不能比它松`]
      : [];
  });
}
