import { describe, expect, it } from '@jest/globals';
import { allowableCountShortage, allowableShortage, judgeMeasure } from './shortage.policy.ts';

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
  it('asks for every item within it and for a mean not below what is stated', () => {
    expect(judgeMeasure('quantity', 5000, [4925, 5080, 5000])).toMatchObject({ passed: true, shortCount: 0 });
    expect(judgeMeasure('quantity', 5000, [4924, 5100, 5100])).toMatchObject({ passed: false, shortCount: 1 });
    expect(judgeMeasure('quantity', 5000, [4990, 4995])).toMatchObject({ passed: false, shortCount: 0, mean: 4992.5 });
    expect(judgeMeasure('count', 30, [30, 30, 29])).toMatchObject({ passed: false, shortCount: 1 });
    expect(judgeMeasure('quantity', 0.3, [0.1, 0.2])).toMatchObject({ passed: false });
    expect(judgeMeasure('quantity', 5000, [5000.004, 5000.003, 5000])).toMatchObject({ mean: 5000, passed: true });
    expect(judgeMeasure('quantity', 5000, [5001, 5001, 5000])).toMatchObject({ mean: 5000.67, allowableShortage: 75 });
    // By a binary hair: 0.1 three times is not quite 0.3, and 1 - 0.9 is a little more than 0.1.
    expect(judgeMeasure('quantity', 0.1, [0.1, 0.1, 0.1])).toMatchObject({ passed: true, mean: 0.1 });
    expect(judgeMeasure('quantity', 1, [0.9, 1.1])).toMatchObject({ shortCount: 0, passed: true });
    expect(judgeMeasure('quantity', 50, [45.5, 54.5])).toMatchObject({ shortCount: 0, passed: true });
    expect(judgeMeasure('quantity', 50, [45.4, 54.6])).toMatchObject({ shortCount: 1, passed: false });
    expect(judgeMeasure('count', 60, [59, 61])).toMatchObject({ shortCount: 0, passed: true });
    expect(judgeMeasure('quantity', 50_001, [50_001])).toBeNull();
    expect(judgeMeasure('quantity', 5000, [])).toBeNull();
  });
});
