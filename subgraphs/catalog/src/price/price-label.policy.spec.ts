import { describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { missingLabelFields, priceProblem, shownMemberFen, suddenMoves, type Prices } from './price-label.policy.ts';

describe('what a price label shows [7.3.5.c]', () => {
  const label = {
    name: '大米',
    origin: '五常',
    grade: '一级',
    specification: '5千克',
    retailFen: 9800,
    memberFen: null,
    priceManager: '李',
    priceSupervision: '12315',
  };
  it('is all of it, without a member price that nobody can pay', () => {
    expect(missingLabelFields(label)).toEqual([]);
    expect(missingLabelFields({ ...label, origin: null, grade: '', priceManager: '' })).toEqual([
      '产地',
      '等级',
      '物价管理人员',
    ]);
    expect(missingLabelFields(null)).toEqual(['品名', '产地', '等级', '规格', '零售价', '物价管理人员', '价格监督']);
    expect(shownMemberFen({ memberFen: 100 })).toBeNull();
  });
});

describe('what is wrong with a price [7.3.5.a]', () => {
  const prices = (more: Partial<Prices> = {}): Prices => ({
    pricingType: 'government-guided',
    retailFen: 500,
    memberFen: null,
    bandMinFen: 400,
    bandMaxFen: 600,
    ...more,
  });
  const code = (more: Partial<Prices>, hasMembership?: boolean) =>
    priceProblem(prices(more), hasMembership)?.code ?? null;

  it('guided: it stands in its band, both ends allowed, and so does the member price', () => {
    expect([399, 400, 600, 601].map((retailFen) => code({ retailFen }))).toEqual([
      'OUTSIDE_BAND',
      null,
      null,
      'OUTSIDE_BAND',
    ]);
    expect([399, 400, 500].map((memberFen) => code({ memberFen }, true))).toEqual(['OUTSIDE_BAND', null, null]);
    expect(priceProblem(prices({ memberFen: 399 }), true)?.detail.path).toEqual(['memberFen']);
  });
  it('guided: its band has two ends, the lower not above the upper', () => {
    for (const band of [
      { bandMinFen: null },
      { bandMaxFen: null },
      { bandMinFen: 0, bandMaxFen: null },
      { bandMinFen: 601 },
    ])
      expect([band, code(band)]).toEqual([band, 'BAND_MISSING']);
    expect(code({ bandMinFen: 500, bandMaxFen: 500 })).toBeNull();
    expect(priceProblem(prices({ bandMinFen: null }))?.detail.text).toContain('浮动范围的下限和上限');
  });
  it('government-set: the band is one amount', () => {
    const set = { pricingType: 'government-set' } as const;
    expect(code(set)).toBe('BAND_MISSING');
    expect(code({ ...set, bandMinFen: 500, bandMaxFen: 500 })).toBeNull();
    expect(code({ ...set, bandMinFen: 501, bandMaxFen: 501 })).toBe('OUTSIDE_BAND');
    expect(priceProblem(prices(set))?.detail.text).toContain('上下限相同');
  });
  it.each(['market', 'negotiated', 'bidding'] as const)('%s: no band binds it', (pricingType) => {
    expect(code({ pricingType, bandMinFen: null, bandMaxFen: null })).toBeNull();
  });
  it('a member price is refused while there are no members, and above the retail price', () => {
    expect(code({ memberFen: 400 })).toBe('NO_MEMBERSHIP');
    expect([499, 500, 501].map((memberFen) => code({ memberFen }, true))).toEqual([null, null, 'MEMBER_ABOVE_RETAIL']);
  });
});

describe('a sudden move of a price [6.5.c]', () => {
  const NOW_MS = 100 * DAY_MS;
  const was = (retailFen: number, days = 1) => ({ retailFen, untilMs: NOW_MS - days * DAY_MS });
  const moves = (toFen: number, ...earlier: { retailFen: number; untilMs: number }[]) =>
    suddenMoves(toFen, earlier, NOW_MS).map(({ rule, fromFen }) => [rule, fromFen]);

  it('is three tenths more than the lowest of a week, or half of the highest', () => {
    expect(moves(1299, was(1000))).toEqual([]);
    expect(moves(1300, was(1000))).toEqual([['sharp-rise', 1000]]);
    expect(moves(1300, was(1200), was(1000))).toEqual([['sharp-rise', 1000]]);
    expect(moves(501, was(1000))).toEqual([]);
    expect(moves(500, was(1000))).toEqual([['sharp-fall', 1000]]);
    expect(moves(500, was(900), was(1000))).toEqual([['sharp-fall', 1000]]);
  });
  it('looks back seven days and not a moment more', () => {
    expect(moves(2000, was(1000, 7))).toEqual([['sharp-rise', 1000]]);
    expect(moves(2000, { retailFen: 1000, untilMs: NOW_MS - 7 * DAY_MS - 1 })).toEqual([]);
    expect(moves(100, { retailFen: 1000, untilMs: NOW_MS - 7 * DAY_MS - 1 })).toEqual([]);
    expect(moves(2000)).toEqual([]);
  });
  it('is none where nothing moved', () => {
    expect(moves(0, was(0))).toEqual([]);
    expect(moves(1000, was(1000))).toEqual([]);
  });
});
