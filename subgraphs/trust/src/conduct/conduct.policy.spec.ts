import { describe, expect, it } from '@jest/globals';
import { account } from '@heitu/kit/serving/testing';
import {
  assess,
  ASSESSMENT_METRICS,
  isMonthOver,
  monthPeriod,
  publishDueAt,
  type ConductFigure,
} from './assessment.policy.ts';
import { CREDIT_FORMULA_TEXT, creditOf, NO_COUNTS, type CreditCounts } from './credit.policy.ts';
import { measuredParties, stepForFailures } from './measure.policy.ts';

const figure = (metric: string, good: number, total: number): ConductFigure => ({ partyId: 'p', metric, good, total });
const scoreOf = (...figures: ConductFigure[]) => assess(figures).score;

describe('the monthly assessment [13]', () => {
  it('weighs each share of good acts, rounded to whole points', () => {
    const { weight } = ASSESSMENT_METRICS['deliveries-in-time'] ?? { weight: 0 };
    expect(weight).toBe(20);
    expect(scoreOf(figure('deliveries-in-time', 3, 4))).toBe(75);
    // 20 × 1/2 + 5 × 1 of 25
    expect(scoreOf(figure('deliveries-in-time', 1, 2), figure('copy-clean', 7, 7))).toBe(60);
    // A figure that the rules do not name weighs five.
    expect(scoreOf(figure('deliveries-in-time', 1, 1), figure('unheard-of', 0, 1))).toBe(80);
    expect(scoreOf(figure('copy-clean', 2, 3))).toBe(67);
  });
  it('adds what several rooms say of one thing, and takes no more good acts than there were', () => {
    expect(assess([figure('copy-clean', 1, 2), figure('copy-clean', 3, 6)]).figures).toEqual([
      { metric: 'copy-clean', title: '宣传用语合规', weight: 5, good: 4, total: 8 },
    ]);
    expect(scoreOf(figure('copy-clean', 9, 4))).toBe(100);
  });
  it('gives no points to whoever did nothing, which is no failure', () => {
    expect(assess([figure('copy-clean', 0, 0), figure('copy-clean', 0, -1)])).toEqual({
      score: null,
      passed: true,
      figures: [],
    });
    expect(assess([figure('copy-clean', 0, 0), figure('labels-complete', 1, 1)]).figures).toHaveLength(1);
  });
  it('is passed with seventy points', () => {
    expect(assess([figure('copy-clean', 69, 100)])).toMatchObject({ score: 69, passed: false });
    expect(assess([figure('copy-clean', 70, 100)])).toMatchObject({ score: 70, passed: true });
  });
  it('is of a month in China, made when it is over and published by the tenth', () => {
    const endMs = Date.parse('2026-12-01T00:00:00+08:00');
    expect(monthPeriod('2026-11')).toEqual({ fromMs: Date.parse('2026-11-01T00:00:00+08:00'), toMs: endMs });
    expect([isMonthOver('2026-11', endMs - 1), isMonthOver('2026-11', endMs)]).toEqual([false, true]);
    expect(publishDueAt('2026-11')).toBe(Date.parse('2026-12-11T00:00:00+08:00'));
  });
});

describe('credit [6.5.d]', () => {
  const credit = (more: Partial<CreditCounts> = {}) => creditOf({ ...NO_COUNTS, ...more });
  it('begins with ten imagined reviews of four stars', () => {
    expect(credit()).toEqual({ score: 85, level: 'A', reviewCount: 0, averageStars: null });
    // Ten real ones of five stars make four and a half.
    expect(credit({ reviewCount: 10, starsTotal: 50 })).toEqual({
      score: 93,
      level: 'A',
      reviewCount: 10,
      averageStars: 5,
    });
    expect(credit({ reviewCount: 10, starsTotal: 10 })).toMatchObject({ score: 63, level: 'C', averageStars: 1 });
    expect(credit({ reviewCount: 3, starsTotal: 14 }).averageStars).toBe(4.7);
  });
  it('loses all points of disputes at one upheld complaint in ten orders, of twenty at least', () => {
    const upheld = (upheldCount: number, completedCount: number) => credit({ upheldCount, completedCount }).score;
    expect([upheld(1, 0), upheld(1, 20), upheld(2, 20), upheld(3, 20), upheld(2, 40), upheld(1, 100)]).toEqual([
      75, 75, 65, 65, 75, 83,
    ]);
  });
  it('loses points by the share of late answers, of five complaints at least', () => {
    const late = (lateAnswerCount: number, complaintCount: number) => credit({ lateAnswerCount, complaintCount }).score;
    expect([late(1, 1), late(5, 5), late(6, 5), late(1, 10), late(2, 10)]).toEqual([81, 65, 65, 83, 81]);
  });
  it('loses points by each measure in force, and not below nothing', () => {
    expect(credit({ warningCount: 2 }).score).toBe(75);
    expect(credit({ rectificationCount: 2 }).score).toBe(65);
    expect(credit({ suspensionCount: 2 }).score).toBe(25);
    expect(credit({ warningCount: 1, rectificationCount: 1, suspensionCount: 1 }).score).toBe(40);
    expect(credit({ suspensionCount: 9 })).toMatchObject({ score: 0, level: 'D' });
    expect(credit({ reviewCount: 1000, starsTotal: 5000 }).score).toBe(100);
    expect(credit({ reviewCount: 1000, starsTotal: 6000 }).score).toBe(100);
  });
  it('says of itself what it does', () => {
    expect(CREDIT_FORMULA_TEXT).toContain('有责投诉占完成订单的10%时扣完');
  });
  it('is of four levels: from 85, from 70, from 55', () => {
    const levels = [0, 1, 3, 4, 6, 7]
      .map((warningCount) => credit({ warningCount }))
      .map(({ score, level }) => [score, level]);
    expect(levels).toEqual([
      [85, 'A'],
      [80, 'B'],
      [70, 'B'],
      [65, 'C'],
      [55, 'C'],
      [50, 'D'],
    ]);
  });
});

describe('measures', () => {
  it('become harder by the months in a row that were failed [13.end]', () => {
    expect([1, 2, 3, 4].map(stepForFailures)).toEqual(['warning', 'rectification', 'suspension', 'suspension']);
  });
  it('are answered by a seller’s people for complaints, a carrier’s desk and a station’s agent', () => {
    const parties = (role: string, rights?: string[]) => measuredParties(account('a', { role, partyId: 'p', rights }));
    expect(parties('seller-owner')).toEqual(['p']);
    expect(parties('seller-staff', ['complaints'])).toEqual(['p']);
    expect(parties('seller-staff', ['orders'])).toEqual([]);
    expect([parties('carrier-manager'), parties('station-agent'), parties('courier')]).toEqual([['p'], ['p'], []]);
  });
});
