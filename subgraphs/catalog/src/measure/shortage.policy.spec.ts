import { describe, expect, it } from '@jest/globals';
import { allowableShortage } from '@heitu/standard';
import { allowableCountShortage, judgeMeasure, samplesWanted } from './shortage.policy.ts';

describe('allowable shortage [7.3.4.b]', () => {
  it.each([
    [1, 0.1],
    [10, 0.9],
    [50, 4.5],
    [51, 4.5],
    [100, 4.5],
    [150, 6.8],
    [200, 9],
    [300, 9],
    [500, 15],
    [501, 15],
    [1000, 15],
    [2500, 38],
    [5000, 75],
    [10_000, 150],
    [15_000, 150],
    [25_000, 250],
    [50_000, 500],
  ])('of %d g is %d g', (stated, allowed) => {
    expect(allowableShortage(stated)).toBe(allowed);
  });
  it('has no answer outside the rules', () => {
    expect([0, -1, Number.NaN, 50_001].map(allowableShortage)).toEqual([null, null, null, null]);
  });
  it('is none by count up to 50, then one in a hundred, rounded up [7.3.4.a]', () => {
    expect([1, 50, 51, 100, 101].map(allowableCountShortage)).toEqual([0, 0, 1, 1, 2]);
  });
  it('finds what is short by every item and by the mean, and of too few says nothing better', () => {
    expect(judgeMeasure('quantity', 5000, [4925, 5080, 5000], 400)).toMatchObject({ passed: null, shortCount: 0 });
    expect(judgeMeasure('quantity', 5000, [4924, 5100, 5100], 400)).toMatchObject({ passed: false, shortCount: 1 });
    expect(judgeMeasure('quantity', 5000, [4990, 4995], 400)).toMatchObject({
      passed: false,
      shortCount: 0,
      mean: 4992.5,
    });
    expect(judgeMeasure('count', 30, [30, 30, 29], 400)).toMatchObject({ passed: false, shortCount: 1 });
    expect(judgeMeasure('quantity', 0.3, [0.1, 0.2], 400)).toMatchObject({ passed: false });
    expect(judgeMeasure('quantity', 5000, [5000.004, 5000.003, 5000], 400)).toMatchObject({ mean: 5000, passed: null });
    expect(judgeMeasure('quantity', 5000, [5001, 5001, 5000], 400)).toMatchObject({
      mean: 5000.67,
      allowableShortage: 75,
    });
    // By a binary hair: 0.1 three times is not quite 0.3, and 1 - 0.9 is a little more than 0.1.
    expect(judgeMeasure('quantity', 0.1, [0.1, 0.1, 0.1], 400)).toMatchObject({ passed: null, mean: 0.1 });
    expect(judgeMeasure('quantity', 1, [0.9, 1.1], 400)).toMatchObject({ shortCount: 0, passed: null });
    expect(judgeMeasure('quantity', 50, [45.5, 54.5], 400)).toMatchObject({ shortCount: 0, passed: null });
    expect(judgeMeasure('quantity', 50, [45.4, 54.6], 400)).toMatchObject({ shortCount: 1, passed: false });
    expect(judgeMeasure('count', 60, [59, 61], 400)).toMatchObject({ shortCount: 0, passed: null });
    expect(judgeMeasure('quantity', 50_001, [50_001], 400)).toBeNull();
    expect(judgeMeasure('quantity', 5000, [], 400)).toBeNull();
  });
  it('asks for as many samples as the lot is large', () => {
    expect([1, 10, 11, 50, 51, 99, 100, 500, 501, 3200, 3201].map(samplesWanted)).toEqual([
      1, 10, 10, 10, 13, 13, 50, 50, 80, 80, 125,
    ]);
  });
  describe('of a whole sample', () => {
    const of = (count: number, ...odd: number[]) => [...odd, ...Array.from({ length: count - odd.length }, () => 500)];
    const judged = (units: number, samples: number[]) => judgeMeasure('quantity', 500, samples, units);
    it('bears as many short packs as the rules say, and none that lacks twice as much', () => {
      // T of 500 g is 15 g; the others are heavy enough for the mean.
      const short = (count: number, by: number) =>
        of(50, ...Array.from({ length: count }, () => 500 - by), ...Array.from({ length: 10 }, () => 520));
      expect(judged(400, short(3, 16))).toMatchObject({ isWhole: true, shortCount: 3, passed: true });
      expect(judged(400, short(4, 16))).toMatchObject({ shortCount: 4, passed: false });
      expect(judged(400, short(1, 30))).toMatchObject({ shortCount: 1, passed: true });
      expect(judged(400, short(1, 30.1))).toMatchObject({ shortCount: 1, passed: false });
      expect(judged(50, of(10, 484, 520))).toMatchObject({ isWhole: true, shortCount: 1, passed: false });
    });
    it('bears a mean that is low by no more than chance', () => {
      const pairs = (low: number, high: number) => Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? low : high));
      // The deviation of 494 and 505 is 5.56, of which 0.379 is 2.1: 499.5 may pass, 490 and 505 may not.
      expect(judged(400, pairs(494, 505))).toMatchObject({ mean: 499.5, passed: true });
      expect(judged(400, pairs(490, 504))).toMatchObject({ mean: 497, passed: false });
      expect(judged(400, pairs(494, 505).slice(1))).toMatchObject({ isWhole: false, passed: false });
      expect(
        judged(
          400,
          Array.from({ length: 50 }, () => 499),
        ),
      ).toMatchObject({ passed: false });
    });
    it('is the lot where it is small: then nothing is left to chance', () => {
      expect(judged(10, of(10, 494, 505))).toMatchObject({ isWhole: true, passed: false });
      expect(judged(10, of(10, 494, 506))).toMatchObject({ isWhole: true, passed: true });
      expect(judged(10, of(9))).toMatchObject({ isWhole: false, passed: null });
    });
    it('bears no piece that lacks where pieces are counted', () => {
      expect(
        judgeMeasure(
          'count',
          30,
          of(50).map((_, i) => (i === 0 ? 29 : 31)),
          400,
        ),
      ).toMatchObject({
        isWhole: true,
        passed: false,
      });
    });
  });
});
