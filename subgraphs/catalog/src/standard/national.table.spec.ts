import { describe, expect, it } from '@jest/globals';
import { ofSort } from './goods-sorts.table.ts';
import { judgeFindings, limitText, type IndicatorLimit } from './indicator.policy.ts';
import { indicatorRow } from './indicator-rows.ts';
import { INDICATOR_TABLE, LOOKED_UP_ON } from './indicator.table.ts';

const ROWS = INDICATOR_TABLE.flatMap(({ categoryIds, ...row }) =>
  categoryIds.map((categoryId) => {
    const stored = indicatorRow({ sourceOn: LOOKED_UP_ON, ...row, categoryId }, 0);
    return { ...stored, words: row.words ?? null };
  }),
);
const limitsOf = (categoryId: string, name: string): IndicatorLimit[] =>
  ofSort(
    ROWS.filter((row) => row.categoryId === categoryId && row.isNational),
    [name],
  );
const limit = (categoryId: string, goods: string, name: string): string[] =>
  limitsOf(categoryId, goods)
    .filter((row) => row.name.startsWith(name))
    .map(limitText);

describe('the national limits that every county begins with [7.3.2.a]', () => {
  it('are there for whatever a farmer grows and a works makes, with source, date and doubt', () => {
    const kinds = [
      'fresh-vegetables',
      'potato',
      'pickles',
      'dried-vegetables',
      'fresh-fruit',
      'dried-fruit',
      'berries',
    ];
    const others = ['soybean', 'pulses', 'soy-products', 'oil', 'seeds', 'pine-nuts', 'frozen-corn', 'frozen-dough'];
    const animal = ['meat', 'poultry', 'goose', 'eggs', 'fish', 'dairy', 'honey'];
    for (const kind of [...kinds, ...others, ...animal, 'rice', 'corn', 'millet', 'flour', 'black-fungus'])
      expect([kind, limit(kind, '', '铅').length]).toEqual([kind, 1]);
    for (const { source, sourceOn, doubt, unit, words } of ROWS) {
      expect(source).toMatch(/./u);
      expect(sourceOn).toMatch(/^2026-/u);
      expect(doubt).toContain('没有和标准原文核对过');
      expect(unit === null).toBe(words !== null);
    }
    expect(new Set(ROWS.map(({ key }) => key)).size).toBe(ROWS.length);
  });
  it('are those of the sort that the goods’ name says, and of all others where it says none', () => {
    const vegetable = (goods: string) => [
      limit('fresh-vegetables', goods, '铅'),
      limit('fresh-vegetables', goods, '镉'),
    ];
    expect(vegetable('本地西红柿')).toEqual([['≤0.1'], ['≤0.05']]);
    expect(vegetable('大叶菠菜')).toEqual([['≤0.3'], ['≤0.2']]);
    expect(vegetable('油豆角')).toEqual([['≤0.2'], ['≤0.1']]);
    expect(vegetable('水萝卜')).toEqual([['≤0.1'], ['≤0.1']]);
    expect(limit('meat', '黑猪五花肉', '镉')).toEqual(['≤0.1']);
    expect(limit('meat', '黑猪肝', '镉')).toEqual(['≤0.5']);
    expect(limit('frozen-dough', '粘豆包', '铅')).toEqual(['≤0.5']);
    expect(limit('berries', '灯笼果', '铅')).toEqual(['≤0.2']);
    expect(limit('dairy', '草原牛奶', '铅')).toEqual(['≤0.02']);
  });
  it('allow rice alone twice the cadmium of other grain', () => {
    expect(['rice', 'corn', 'millet', 'flour'].map((kind) => limit(kind, '', '镉'))).toEqual([
      ['≤0.2'],
      ['≤0.1'],
      ['≤0.1'],
      ['≤0.1'],
    ]);
  });
  it('fail poisoned vegetables by each figure, however the laboratory writes its name', () => {
    const findings = [
      ['镉含量', '5'],
      ['铅(Pb)', '9'],
      ['毒死蜱残留量', '50'],
    ].map(([name = '', value = '']) => ({ name, value, unit: 'mg/kg' }));
    const judged = judgeFindings(findings, limitsOf('fresh-vegetables', '大白菜'), null);
    expect(judged.map(({ passed }) => passed)).toEqual([false, false, false]);
  });
});
