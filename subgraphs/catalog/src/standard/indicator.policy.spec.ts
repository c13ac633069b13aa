import { describe, expect, it } from '@jest/globals';
import {
  figureOf,
  comparisonText,
  judgeFindings,
  limitsOf,
  limitText,
  outcomeOf,
  type IndicatorLimit,
} from './indicator.policy.ts';
import { indicatorKey } from './indicator-names.table.ts';
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
    const names = (told: readonly string[]) => [...new Set(told.map(indicatorKey))];
    expect(
      names([
        '镉（以Cd计）',
        '镉 (以 Cd 计)',
        '镉',
        '镉含量',
        '镉（Cd）',
        '镉(以Cd计)含量',
        '总镉',
        'Ｃd',
        '重金属镉',
        '镉元素',
      ]),
    ).toEqual(['镉']);
    expect(names(['铅（以Pb计）', '铅含量', 'Pb', '总铅'])).toEqual(['铅']);
    expect(names(['水分', '水分率', '含水率', '水份', '含水量', '水分含量'])).toEqual(['水分']);
    expect(names(['总汞（以Hg计）', '汞'])).toEqual(['总汞']);
    expect(names(['毒死蜱', '毒死蜱残留量', '毒死蜱残留'])).toEqual(['毒死蜱']);
    expect(names(['黄曲霉毒素B1', '黄曲霉毒素B₁', 'AFB1'])).toEqual(['黄曲霉毒素b1']);
    // What is not the same stays apart, and what is nothing but such a word stays what it is.
    expect(names(['总砷', '无机砷', '含量'])).toEqual(['总砷', '无机砷', '含量']);
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
    const item = (passed: boolean | null) => ({ passed });
    expect(
      [
        [item(true), item(null)],
        [item(true), item(false)],
        [item(null), item(false)],
      ].map(outcomeOf),
    ).toEqual([true, false, false]);
  });
  it('has not passed where nothing of it was compared: 没有限量可比 is no 合格', () => {
    expect([[{ passed: null }, { passed: null }], []].map(outcomeOf)).toEqual([null, null]);
  });
  it('says how many were compared, and names those that were not', () => {
    const item = (name: string, passed: boolean | null) => ({ name, passed });
    const none = ['镉', '铅'].map((name) => item(name, null));
    expect(comparisonText(none)).toBe('没有一项有限量可比，不能算合格：镉、铅');
    expect(comparisonText([item('水分', true), item('镉', true)])).toBe('各项在标准以内');
    expect(comparisonText([item('水分', true), ...none])).toBe('比了1项，都在标准以内；镉、铅没有限量可比');
    expect(comparisonText([item('水分', true), item('汞', false), ...none])).toBe(
      '比了2项，汞不合格；镉、铅没有限量可比',
    );
    const many = Array.from({ length: 12 }, (_, i) => item(`项${i}`, null));
    expect(comparisonText(many)).toMatch(/项7等12项$/u);
  });
  it('that must not be found is none by any word that says so', () => {
    const banned = limit({ max: null, words: ['未检出'] });
    expect(['未检出', 'ND', '0', '0.1'].map((value) => judged(value, banned)?.passed)).toEqual([
      true,
      true,
      true,
      false,
    ]);
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
