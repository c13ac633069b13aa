import { describe, expect, it } from '@jest/globals';
import { judgeWeight, weighUntilMs } from './weigh-in.policy.ts';

describe('a short weight [7.3.4.b]', () => {
  it.each([
    // 5 kg may lack 75 g: exactly that is none.
    [5000, 1, 4925, false, 75, 87],
    [5000, 1, 4924, true, 76, 88],
    [5000, 2, 9850, false, 150, 174],
    [5000, 2, 9000, true, 1000, 1160],
    [5000, 1, 5100, false, 0, 0],
    [500, 1, 485, false, 15, 174],
    [500, 1, 484, true, 16, 186],
    // 40 g may lack 3.6.
    [40, 1, 36, true, 4, 580],
    [5000, 1, 0, true, 5000, 5800],
  ])(
    'of %d g, %d of them, %d weighed: short %s, by %d, worth %d fen',
    (netGrams, units, weighedGrams, isShort, missingGrams, owedFen) => {
      expect(judgeWeight({ netGrams, units, weighedGrams, unitFen: 5800 })).toMatchObject({
        isShort,
        missingGrams,
        owedFen,
      });
    },
  );

  it('the rules say nothing of more than 50 kg in a pack', () => {
    expect(judgeWeight({ netGrams: 50_001, units: 1, weighedGrams: 1, unitFen: 100 })).toBeNull();
  });

  it('is weighed until the end of the day after signing, in China', () => {
    expect(weighUntilMs(Date.parse('2026-11-25T15:59:00Z'))).toBe(Date.parse('2026-11-26T16:00:00Z'));
    expect(weighUntilMs(Date.parse('2026-11-25T16:00:00Z'))).toBe(Date.parse('2026-11-27T16:00:00Z'));
  });
});
