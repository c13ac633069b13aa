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

describe('what is wrong with a price', () => {
  const code = (more: Partial<Prices>, hasMembership?: boolean) =>
    priceProblem({ retailFen: 500, memberFen: null, ...more }, hasMembership)?.code ?? null;

  it('a member price is refused while there are no members, and above the retail price', () => {
    expect(code({})).toBeNull();
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
