import type { ClauseRef } from '@heitu/standard';
import { belowNational, type IndicatorLimit } from './indicator.policy.ts';
import { withoutYear } from './standard-number.ts';

/** In the order in which clause 7.3.3 asks for them. */
export const STANDARD_CLASSES = {
  mandatory: '强制性标准',
  recommended: '推荐性标准',
  filed: '备案标准',
  'non-standard': '非标准化商品',
} as const;
export type StandardClass = keyof typeof STANDARD_CLASSES;
const CLASS_CLAUSES: Readonly<Record<StandardClass, ClauseRef>> = {
  mandatory: '7.3.3.a',
  recommended: '7.3.3.b',
  filed: '7.3.3.c',
  'non-standard': '7.3.3.d',
};

export const normaliseStandardCode = (code: string): string =>
  code
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[－–—]/g, '-')
    .toUpperCase();

/** A number without its year means the edition in force. */
export const isNamedBy = (code: string, named: string): boolean => code === named || withoutYear(code) === named;

export interface KnownStandard {
  code: string;
  standardClass: StandardClass;
  categoryIds: readonly string[];
  filingNumber: string | null;
  partyId: string | null;
  validUntil: string | null;
}
export interface StandardProblem {
  at: string;
  text: string;
  clause: ClauseRef;
}

/**
 * What is wrong with the standard a product names, in clause 7.3.3's order: mandatory ones first, recommended ones as
 * the floor, filed ones only where they do not fall below a national one. `covering`: what the register holds for the
 * product's category; `limits`: the rows of all their tables.
 */
export function standardProblems(
  product: {
    standardClass: StandardClass;
    standardCode: string | null;
    characteristics: string | null;
    safetyDeclared: boolean;
    partyId: string;
  },
  covering: readonly KnownStandard[],
  today: string,
  limits: readonly IndicatorLimit[] = [],
): StandardProblem[] {
  if (product.standardClass === 'non-standard') {
    const problems: StandardProblem[] = [];
    if (!product.characteristics)
      problems.push({ at: 'characteristics', text: '非标准化商品要写明商品特性', clause: '7.3.3.d' });
    if (!product.safetyDeclared)
      problems.push({
        at: 'safetyDeclared',
        text: '非标准化商品要声明不危及消费者安全、不污染环境',
        clause: '7.3.3.d',
      });
    return problems;
  }
  const clause = CLASS_CLAUSES[product.standardClass];
  const at = 'standardCode';
  const { standardCode } = product;
  if (!standardCode) return [{ at, text: '要写明执行的质量标准', clause }];
  const named = covering.find((standard) => isNamedBy(standard.code, standardCode));
  if (!named) return [{ at, text: `没有登记过适用于这类商品的标准${standardCode}，请核对编号或先登记标准`, clause }];
  if (named.standardClass !== product.standardClass)
    return [{ at, text: `${named.code}不属于“${STANDARD_CLASSES[product.standardClass]}”`, clause }];
  if (named.validUntil && named.validUntil < today)
    return [{ at, text: `${named.code}已于${named.validUntil}失效`, clause }];
  if (product.standardClass !== 'filed') return [];
  if (named.partyId !== product.partyId) return [{ at, text: `${named.code}不是您备案的标准`, clause }];
  const own = limits.filter(({ standardCode: code }) => code === named.code);
  if (own.length === 0) return [{ at, text: `${named.code}还没有登记指标，请登记每一项的限值`, clause }];
  return belowNational(own, floorOf(covering, limits, today)).map((text) => ({ at, text, clause }));
}

/** National figures that no filed standard falls below: safety limits, and standards in force for these goods. */
export const floorOf = (
  covering: readonly Pick<KnownStandard, 'code' | 'standardClass' | 'validUntil'>[],
  limits: readonly IndicatorLimit[],
  today: string,
): IndicatorLimit[] => {
  const inForce = covering.filter(
    (standard) => standard.standardClass !== 'filed' && (!standard.validUntil || standard.validUntil >= today),
  );
  return limits.filter(
    ({ isNational, standardCode }) => isNational || inForce.some(({ code }) => code === standardCode),
  );
};
