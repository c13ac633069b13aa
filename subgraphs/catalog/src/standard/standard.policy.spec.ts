import { describe, expect, it } from '@jest/globals';
import type { IndicatorLimit } from './indicator.policy.ts';
import { isNamedBy, normaliseStandardCode, standardProblems, type KnownStandard } from './standard.policy.ts';

const TODAY = '2026-11-25';
const known = (more: Partial<KnownStandard> = {}): KnownStandard => ({
  code: 'GB/T 19266-2008',
  standardClass: 'recommended',
  categoryIds: [],
  filingNumber: null,
  partyId: null,
  validUntil: null,
  ...more,
});
type Product = Parameters<typeof standardProblems>[0];
const product = (more: Partial<Product> = {}): Product => ({
  standardClass: 'recommended',
  standardCode: 'GB/T 19266-2008',
  characteristics: null,
  safetyDeclared: false,
  partyId: 'p1',
  ...more,
});
const texts = (of: Product, ...covering: KnownStandard[]) =>
  standardProblems(of, covering, TODAY).map(({ text }) => text);

describe('a number of a standard', () => {
  it('is written one way, however it was typed', () => {
    expect(normaliseStandardCode('  gb/t  19266–2008 ')).toBe('GB/T 19266-2008');
    expect(normaliseStandardCode('GB\t1350—2009－1')).toBe('GB 1350-2009-1');
  });
  it('without its year means the edition in force', () => {
    expect(isNamedBy('GB 1350-2009', 'GB 1350-2009')).toBe(true);
    expect(isNamedBy('GB 1350-2009', 'GB 1350')).toBe(true);
    expect(isNamedBy('GB 1350-2009', 'GB 1350-2018')).toBe(false);
    expect(isNamedBy('GB 1350-20091', 'GB 1350')).toBe(false);
    expect(isNamedBy('GB 1350-2009-A', 'GB 1350-A')).toBe(false);
  });
});

describe('the standard that goods name [7.3.3.a] [7.3.3.b] [7.3.3.c] [7.3.3.d]', () => {
  it('is registered for them, of the class they say, and holds today', () => {
    expect(texts(product(), known())).toEqual([]);
    expect(texts(product({ standardCode: null }), known())).toEqual(['要写明执行的质量标准']);
    expect(texts(product({ standardCode: '' }), known())).toEqual(['要写明执行的质量标准']);
    expect(texts(product({ standardCode: 'GB 1' }), known())).toEqual([expect.stringContaining('没有登记过')]);
    expect(texts(product(), known({ standardClass: 'mandatory' }))).toEqual([
      expect.stringContaining('不属于“推荐性标准”'),
    ]);
    expect(texts(product(), known({ validUntil: '2026-11-24' }))).toEqual([expect.stringContaining('失效')]);
    expect(texts(product(), known({ validUntil: TODAY }))).toEqual([]);
    // What another party filed does not keep goods from a public one.
    expect(texts(product(), known({ partyId: 'p2' }))).toEqual([]);
  });
  it('is none where they are their own kind: then they say what they are, and that they are safe', () => {
    const own = { standardClass: 'non-standard', characteristics: '手工', safetyDeclared: true } as const;
    expect(texts(product(own))).toEqual([]);
    expect(standardProblems(product({ ...own, characteristics: '' }), [], TODAY)).toMatchObject([
      { at: 'characteristics', clause: '7.3.3.d' },
    ]);
    expect(standardProblems(product({ ...own, safetyDeclared: false }), [], TODAY)).toMatchObject([
      { at: 'safetyDeclared', clause: '7.3.3.d' },
    ]);
  });

  const FILED = known({ code: 'Q/WC 1-2026', standardClass: 'filed', partyId: 'p1' });
  const filed = product({ standardClass: 'filed', standardCode: 'Q/WC 1-2026' });
  const limit = (more: Partial<IndicatorLimit> = {}): IndicatorLimit => ({
    standardCode: 'Q/WC 1-2026',
    name: '水分',
    unit: '%',
    grade: null,
    min: null,
    max: 15,
    words: null,
    isNational: false,
    doubt: null,
    ...more,
  });
  const problems = (limits: readonly IndicatorLimit[], ...standards: KnownStandard[]) =>
    standardProblems(filed, standards, TODAY, limits).map(({ text }) => text);
  it('is the seller’s own where it is a filed one, with its table', () => {
    expect(problems([limit()], FILED)).toEqual([]);
    expect(problems([], FILED)).toEqual([expect.stringContaining('还没有登记指标')]);
    expect(problems([limit()], { ...FILED, partyId: 'p2' })).toEqual([expect.stringContaining('不是您备案的标准')]);
  });
  it('has no figure below that of a public one in force, where it is a filed one', () => {
    const floor = limit({ standardCode: 'GB/T 19266-2008', max: 14.5 });
    const below = ['水分：您的标准是≤15，GB/T 19266-2008是≤14.5，您的不能比它松'];
    expect(problems([limit(), floor], FILED, known())).toEqual(below);
    expect(problems([limit({ max: 14.5 }), floor], FILED, known())).toEqual([]);
    expect(problems([limit({ max: null, min: 1 }), floor], FILED, known())).toEqual([expect.stringContaining('≥1')]);
    expect(problems([limit(), floor], FILED, known({ validUntil: '2026-11-24' }))).toEqual([]);
    // A national limit holds whatever is registered; another filed one is no floor.
    expect(problems([limit(), { ...floor, isNational: true }], FILED)).toEqual(below);
    const other = { ...FILED, code: 'Q/WC 2-2026' };
    expect(problems([limit(), { ...floor, standardCode: other.code }], FILED, other)).toEqual([]);
  });
});
