import { allPassed, isProof, type LotPapers } from './lot.policy.ts';

/** What a promise stands on (农产品质量安全承诺达标合格证管理办法): the firmest that is there is named. */
export const PROMISE_BASES = { 'commissioned-test': '委托检测', 'own-test': '自行检测' } as const;
export type PromiseBasis = keyof typeof PROMISE_BASES;

export const PROMISE_TITLE = '承诺达标合格证';
/** What whoever signs promises (农产品质量安全法 39), in the order of the form. */
export const PROMISES = [
  '没有使用禁用的农药、兽药和其他化合物',
  '用过的农药、兽药残留不超标',
  '对以上承诺的真实性负责',
] as const;

export const promiseNumber = (lotCode: string): string => `CN-${lotCode}`;
export const promisedQuantity = (units: number, specification: string): string => `${units} 件，每件 ${specification}`;

/** Produce as it was grown or raised; what a works has made has its factory's certificate instead. */
export const isPromisedOf = ({ isProcessed }: LotPapers['category']): boolean => !isProcessed;

/** By what somebody may promise for the goods; null where nothing was compared, or something failed. */
export function promiseBasis(papers: Pick<LotPapers, 'inspections' | 'selfChecks'>): PromiseBasis | null {
  if (!allPassed(papers)) return null;
  const proofs = papers.inspections.filter(isProof);
  if (proofs.some(({ inspectingParty }) => inspectingParty === 'third')) return 'commissioned-test';
  return proofs.length > 0 || papers.selfChecks.length > 0 ? 'own-test' : null;
}
