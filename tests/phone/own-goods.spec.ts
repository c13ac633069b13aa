import { describe, expect, it } from '@jest/globals';
import { EMPTY_OWN, ownTemplate, skuOfPack } from '../../miniprogram/src/seller/pages/list/own.ts';

const KEPT = {
  storage: 'AMBIENT',
  temperatureCelsiusMin: null,
  temperatureCelsiusMax: null,
  shelfLifeDays: null,
} as const;

describe('goods and packs of one’s own', () => {
  it.each([
    [
      { much: '5', by: 'jin', unit: '袋' },
      { specification: '5斤/袋', netGrams: 2500, netCount: null, weightGrams: 2750 },
    ],
    [
      { much: '2.5', by: 'jin', unit: '盒' },
      { specification: '2.5斤/盒', netGrams: 1250, netCount: null },
    ],
    [
      { much: '30', by: 'piece', unit: '箱' },
      { specification: '30个/箱', netGrams: null, netCount: 30 },
    ],
  ] as const)('%j is a pack', (pack, sku) => expect(skuOfPack(pack, KEPT)).toMatchObject(sku));
  it.each(['', '0', '-1', '两', '1e9'])('%s 斤 is none', (much) =>
    expect(skuOfPack({ much, by: 'jin', unit: '袋' }, KEPT)).toBeNull(),
  );
  it('half a piece is none', () => expect(skuOfPack({ much: '2.5', by: 'piece', unit: '袋' }, KEPT)).toBeNull());

  const data = {
    categories: [{ id: 'fruit', parentId: null, name: '水果', path: '水果', statesGmo: false, papers: [] }],
    productTemplates: [],
  };
  it('are of no standard, of a kind of the county’s, and not there before both name and kind are', () => {
    expect(ownTemplate({ ...EMPTY_OWN, name: '沙果' }, data)).toBeNull();
    expect(ownTemplate({ ...EMPTY_OWN, categoryId: 'fruit' }, data)).toBeNull();
    expect(
      ownTemplate({ ...EMPTY_OWN, name: '沙果', categoryId: 'fruit', storage: 'CHILLED', keepsDays: '7' }, data),
    ).toMatchObject({
      template: { standardClass: 'NON_STANDARD', categoryId: 'fruit', gmoStatus: null, characteristics: null },
      kept: { temperatureCelsiusMin: 0, temperatureCelsiusMax: 8, shelfLifeDays: 7 },
    });
  });
});
