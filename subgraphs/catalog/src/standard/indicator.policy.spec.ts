import { describe, expect, it } from '@jest/globals';
import {
  figureOf,
  hasPassed,
  indicatorKey,
  judgeFindings,
  limitsOf,
  limitText,
  type IndicatorLimit,
} from './indicator.policy.ts';
import { isNamedLike } from '../lot/report.policy.ts';

const limit = (more: Partial<IndicatorLimit> = {}): IndicatorLimit => ({
  standardCode: 'GB 1',
  name: '镉（以Cd计）',
  unit: 'mg/kg',
  grade: null,
  min: null,
  max: 0.2,
  words: null,
  isNational: true,
  doubt: null,
  ...more,
});
const judged = (value: string, ...limits: IndicatorLimit[]) =>
  judgeFindings([{ name: '镉', value, unit: null }], limits, '一级')[0];

describe('what was measured, beside its limit [7.3.6.a-c]', () => {
  it('has one name, however it is written', () => {
    expect(['镉（以Cd计）', '镉 (以 Cd 计)', '镉'].map(indicatorKey)).toEqual(['镉', '镉', '镉']);
  });
  it('is a figure, less than one, or nothing found', () => {
    expect(['0.2', '<0.01', '＜ 0.01', '未检出', 'ND', '合格', '-1', '1,2', ''].map(figureOf)).toEqual([
      0.2,
      0.01,
      0.01,
      0,
      0,
      null,
      null,
      null,
      null,
    ]);
  });
  it.each([
    ['0.2', true],
    ['0.21', false],
    ['未检出', true],
    ['5', false],
    ['合格', false],
  ])('passes or fails by the figure %s', (value, passed) => {
    expect(judged(value, limit())).toMatchObject({ passed, limit: '≤0.2', basis: 'GB 1', unit: 'mg/kg' });
  });
  it('is held to each limit that there is, and shows the one that it broke', () => {
    const strict = limit({ standardCode: 'Q/1', isNational: false, max: 0.1 });
    expect(judged('0.15', limit(), strict)).toMatchObject({ passed: false, limit: '≤0.1', basis: 'Q/1' });
    expect(judged('0.05', limit(), strict)).toMatchObject({ passed: true, limit: '≤0.1' });
  });
  it('of a grade has that grade’s limit; of one that the standard does not know the loosest', () => {
    const grades = [limit({ grade: '一级', max: 0.1 }), limit({ grade: '二级', max: 0.3 })];
    expect(limitsOf(grades, '镉', '一级').map(({ max }) => max)).toEqual([0.1]);
    expect(limitsOf(grades, '镉', '特级').map(({ max }) => max)).toEqual([0.3]);
    expect(limitsOf(grades, '镉', null).map(({ max }) => max)).toEqual([0.3]);
  });
  it('neither passes nor fails where no limit is known, and fails the whole where one thing fails', () => {
    expect(judged('7')).toMatchObject({ passed: null, limit: null, basis: null });
    const item = (passed: boolean | null) => ({ name: '镉', value: '1', unit: null, limit: null, passed });
    expect([[item(true), item(null)], [item(true), item(false)], []].map(hasPassed)).toEqual([true, false, false]);
  });
  it('says a limit in few characters', () => {
    const texts = [
      { min: null, max: 2, words: null },
      { min: 60, max: null, words: null },
      { min: 1, max: 2, words: null },
      { min: null, max: null, words: ['未检出'] },
    ];
    expect(texts.map(limitText)).toEqual(['≤2', '≥60', '1～2', '未检出']);
  });
});
it('takes a sample for the goods by two characters that both names have', () => {
  const names = ['五常大米', null];
  expect(['大米', '五常 大米（稻花香）', '米', '小米', '黑木耳'].map((name) => isNamedLike(name, names))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  // Where it is from does not say what it is.
  expect(['五常小米', '五常黑木耳', '五常'].map((name) => isNamedLike(name, names))).toEqual([false, false, true]);
  expect(isNamedLike('东北大米', ['东北黑木耳（秋木耳）', '黑木耳'])).toBe(false);
  expect(isNamedLike('蓝莓鲜果', ['蓝莓'])).toBe(true);
});
