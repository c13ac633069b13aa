import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { act, consumer, openRoom, operator, productInput, requestId, rowCount, seller } from '../testing.fixture.ts';

const sku = {
  specification: '5千克/袋',
  unit: '袋',
  netGrams: 5000,
  storage: 'AMBIENT',
  shelfLifeDays: 365,
  weightGrams: 5200,
};
const label = {
  origin: '黑龙江省五常市',
  grade: '一级',
  pricingType: 'MARKET',
  retailFen: 9800,
  priceManager: '张敏',
  priceSupervision: '12315',
};
const templateInput = (more: object = {}) => ({
  requestId: requestId(),
  name: '五常大米',
  categoryId: 'rice',
  titlePattern: '{place}大米',
  copyPattern: '产自{place}。',
  standardClass: 'RECOMMENDED',
  standardCode: 'GB/T 19266-2008',
  origin: '黑龙江省五常市',
  grade: '一级',
  usage: '淘洗后煮饭',
  skus: [sku],
  ...more,
});
const TEMPLATES = '{ productTemplates { id name titlePattern categoryPath offered skus { specification netGrams } } }';

describe('product templates [5.1.a]', () => {
  let room: TestSubgraph;
  beforeEach(async () => void (room = await openRoom()));
  afterEach(() => room.close());

  it('are written by the operator and proposed to sellers until they are no longer offered', async () => {
    const { id } = await act(room, operator, 'saveProductTemplate', templateInput());
    const shown = {
      id,
      name: '五常大米',
      titlePattern: '{place}大米',
      categoryPath: '粮食 / 大米',
      offered: true,
      skus: [{ specification: '5千克/袋', netGrams: 5000 }],
    };
    expect(await room.graph(seller, TEMPLATES)).toEqual({ productTemplates: [shown] });
    expect(await room.graph(seller, '{ productTemplates(categoryId: "fruit") { id } }')).toEqual({
      productTemplates: [],
    });
    // The same as a lot of it is asked for before it may be sold (7.3.2.a-c).
    expect(await room.graph(seller, '{ productTemplates { category { papers { paper clause } } } }')).toEqual({
      productTemplates: [
        {
          category: {
            papers: [
              { paper: 'inspection', clause: '7.3.2.a' },
              { paper: 'conformity', clause: '7.3.2.b' },
              { paper: 'production-licence', clause: '7.3.2.c' },
            ],
          },
        },
      ],
    });
    const { categories } = await room.graph<any>(seller, '{ categories { id papers { paper } } }');
    expect(categories.find(({ id }: any) => id === 'berries').papers).toEqual([
      { paper: 'inspection' },
      { paper: 'conformity' },
    ]);
    await act(room, operator, 'saveProductTemplate', templateInput({ templateId: id, offered: false }));
    expect(await room.graph(seller, TEMPLATES)).toEqual({ productTemplates: [] });
    expect(await room.graph(operator, TEMPLATES)).toEqual({ productTemplates: [{ ...shown, offered: false }] });
  });

  it.each([
    ['an unknown category', { categoryId: 'spaceship' }, 'CATEGORY_UNKNOWN'],
    ['a standard nobody registered', { standardCode: 'GB/T 1' }, 'STANDARD_UNKNOWN'],
    ['a standard of other goods', { standardCode: 'GB 14963-2011' }, 'STANDARD_UNKNOWN'],
    ['words that may not be published', { copyPattern: '全国最好的大米' }, 'COPY_REFUSED'],
    ['no kind of pack', { skus: [] }, 'INVALID_INPUT'],
    ['a template that is not there', { templateId: 'nothing' }, 'NOT_FOUND'],
  ])('refuses %s and keeps nothing', async (_what, more, code) => {
    expect(await act(room, operator, 'saveProductTemplate', templateInput(more))).toMatchObject({ code });
    expect(await rowCount(room, 'ProductTemplate')).toBe(0);
  });

  it('have names of their own', async () => {
    await act(room, operator, 'saveProductTemplate', templateInput());
    expect(await act(room, operator, 'saveProductTemplate', templateInput())).toMatchObject({
      code: 'NAME_TAKEN',
      details: [{ path: ['name'] }],
    });
    expect(await rowCount(room, 'ProductTemplate')).toBe(1);
  });

  it.each([
    ['a stranger', ANONYMOUS],
    ['a consumer', consumer],
    ['a seller', seller],
  ])('are not written by %s', async (_who, actor) => {
    await expect(act(room, actor, 'saveProductTemplate', templateInput())).rejects.toThrow();
    expect(await rowCount(room, 'ProductTemplate')).toBe(0);
  });

  it('let a product be created with its labels in one step, and published in the next', async () => {
    const product = await act(
      room,
      seller,
      'createProduct',
      productInput({ skus: [{ ...sku, label }] }),
      'id skus { label { version isComplete retailFen name } }',
    );
    expect(product.skus).toEqual([
      { label: { version: 1, isComplete: true, retailFen: 9800, name: '五常大米（稻花香2号）' } },
    ]);
    expect(await act(room, seller, 'publishProduct', { productId: product.id }, 'state')).toMatchObject({
      state: 'ON_SALE',
    });
  });

  it('refuses a first label whose member price is above its retail price, and creates nothing', async () => {
    const refused = await act(
      room,
      seller,
      'createProduct',
      productInput({ skus: [{ ...sku, label: { ...label, memberFen: 9200 } }] }),
    );
    expect(refused).toMatchObject({ code: 'NO_MEMBERSHIP', details: [{ path: ['skus', '0', 'label', 'memberFen'] }] });
    expect([await rowCount(room, 'Product'), await rowCount(room, 'Sku'), await rowCount(room, 'PriceLabel')]).toEqual([
      0, 0, 0,
    ]);
  });
});
