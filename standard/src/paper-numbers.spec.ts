import { describe, expect, it } from '@jest/globals';
import { isDoubtfulNumber, paperNumberProblem } from './paper-numbers.ts';

describe('numbers of papers whose form is public [6.4.a-e] [7.3.2.a-f]', () => {
  it.each([
    ['food-production', 'SC10744030704994'],
    ['food-production', 'sc 114 640105 0001 5'],
    ['food-production', 'ＳＣ12221021200659'],
    ['food-production', '五常小作坊登字2026第12号'],
    ['food-business', 'JY12301840000214'],
    ['food-business', 'YB12301840000210'],
    ['laboratory', 'CMA 230000000184'],
    ['laboratory', '230000000184'],
    ['laboratory', 'CNAS L0001'],
    ['laboratory', '〔2024〕农质检核（黑）字第0012号'],
  ] as const)('takes %s %s', (kind, number) => expect(paperNumberProblem(kind, number)).toBeNull());

  it.each([
    ['food-production', 'SC1234'],
    ['food-production', 'SC107440307049941'],
    ['food-production', 'QS2301 0101 0001'],
    ['food-production', 'SC00744030704994'],
    ['food-production', 'SC10799030704994'],
    ['food-production', '证件-1'],
    ['food-business', 'SC10744030704994'],
    ['food-business', 'JY923018400002'],
    ['laboratory', 'CMA 12'],
    ['laboratory', '检测站'],
  ] as const)('refuses %s %s and says how it is written', (kind, number) => {
    expect(paperNumberProblem(kind, number)).toMatch(/照证/u);
  });

  it('doubts one whose last digit does not fit, and does not refuse it', () => {
    for (const number of ['SC10811310111839', 'SC12441112200063', 'SC11464010500015', 'SC11834020305037'])
      expect([number, isDoubtfulNumber('food-production', number)]).toEqual([number, false]);
    expect(isDoubtfulNumber('food-production', 'SC10811310111838')).toBe(true);
    expect(paperNumberProblem('food-production', 'SC10811310111838')).toBeNull();
    expect(isDoubtfulNumber('food-production', '小作坊1号')).toBe(false);
    expect(isDoubtfulNumber('laboratory', 'CMA 230000000184')).toBe(false);
  });
});
