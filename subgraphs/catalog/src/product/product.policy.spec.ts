import { describe, expect, it } from '@jest/globals';
import type { CopyMark } from '../copy/copy.policy.ts';
import {
  celsiusOf,
  isGtin,
  isOfGoods,
  isPrePacked,
  isShownToAll,
  keptPictures,
  netText,
  picturesOf,
  publishProblems,
  type PublishableSku,
} from './product.policy.ts';

describe('what goods say of themselves', () => {
  it('a GTIN has 8, 12, 13 or 14 digits and the right check digit', () => {
    const right = ['96385074', '036000291452', '6901234567892', '16901234567899'];
    expect(right.map(isGtin)).toEqual([true, true, true, true]);
    expect(['96385070', '00000000', '6901234567893', '123', '', '036000291452x', 'a6901234567892'].map(isGtin)).toEqual(
      [false, true, false, false, false, false, false],
    );
    expect(['012345678905'.slice(1), '690123456789', '169012345678999'].map(isGtin)).toEqual([false, false, false]);
  });
  it('net content stands in the units that pre-packed goods ask for', () => {
    const none = { netGrams: null, netMillilitres: null, netCount: null, unit: '斤' };
    const texts = [
      { netGrams: 999 },
      { netGrams: 1000 },
      { netGrams: 2500 },
      { netMillilitres: 999 },
      { netMillilitres: 1500 },
      { netMillilitres: 1000 },
      { netCount: 30 },
      {},
    ].map((some) => netText({ ...none, ...some }));
    expect(texts).toEqual(['999克', '1千克', '2.5千克', '999毫升', '1.5升', '1升', '30个', '按斤称重']);
  });
  it('what is weighed at sale is loose, all else is pre-packed', () => {
    expect(['斤', '公斤', '千克', '克', 'kg', 'g'].filter((unit) => isPrePacked({ unit }))).toEqual([]);
    expect(['袋', '盒'].filter((unit) => isPrePacked({ unit }))).toEqual(['袋', '盒']);
  });
  it('degrees come as text or number, or not at all', () => {
    expect([celsiusOf('4.5'), celsiusOf(0), celsiusOf(null)]).toEqual([4.5, 0, null]);
  });
  it('pictures are kept as a cover and the others', () => {
    for (const pictures of [[], ['a'], ['a', 'b', 'c']]) expect(picturesOf(keptPictures(pictures))).toEqual(pictures);
    expect(keptPictures(['a'])).toEqual({ pictureId: 'a', morePictureIds: null });
    expect(keptPictures([])).toEqual({ pictureId: null, morePictureIds: null });
  });
  it('what was published stays readable, unless it was removed', () => {
    const shown = (state: 'draft' | 'on-sale' | 'withdrawn' | 'removed', publishedAtMs: number | null) =>
      isShownToAll({ state, publishedAtMs });
    expect([shown('on-sale', 1), shown('withdrawn', 1), shown('removed', 1), shown('draft', null)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('what keeps goods off sale', () => {
  const sku: PublishableSku = {
    id: 's',
    specification: '5千克',
    unit: '袋',
    netGrams: 5000,
    netMillilitres: null,
    netCount: null,
    storage: 'ambient',
    temperatureCelsiusMax: null,
    label: {
      name: '大米',
      origin: '五常',
      grade: '一级',
      specification: '5千克',
      retailFen: 1,
      memberFen: null,
      priceManager: '李',
      priceSupervision: '12315',
      pricingType: 'market',
    },
  };
  type Facts = Parameters<typeof publishProblems>[0];
  const FACTS: Facts = {
    product: {
      partyId: 'p1',
      standardClass: 'non-standard',
      standardCode: null,
      characteristics: '手工',
      safetyDeclared: true,
      gmoStatus: null,
    },
    skus: [sku],
    shop: { onSale: true, reason: null },
    band: null,
    priceLimits: new Map(),
    category: { statesGmo: false },
    standards: [],
    limits: [],
    marks: [],
    certificateTypes: [],
    today: '2026-11-25',
  };
  const codes = (more: Partial<Facts>) => publishProblems({ ...FACTS, ...more }).map(({ code }) => code);
  const withSku = (more: Partial<PublishableSku>) => codes({ skus: [sku, { ...sku, ...more }] });

  it('is nothing where all is said', () => expect(codes({})).toEqual([]));
  it('is a shop that is not open, whatever the goods are like', () => {
    const [found] = publishProblems({ ...FACTS, shop: { onSale: false, reason: '' } });
    expect(found).toMatchObject({ code: 'SHOP_NOT_ON_SALE', detail: { about: 'shopId', text: '店铺没有开业' } });
    expect(publishProblems({ ...FACTS, shop: { onSale: false, reason: '停业整顿' } })[0]?.detail.text).toBe('停业整顿');
    expect(found && isOfGoods(found)).toBe(false);
  });
  it('is a specification without its label, its net content, or how cold it is kept', () => {
    expect(withSku({ label: null })).toEqual(['LABEL_INCOMPLETE']);
    expect(withSku({ netGrams: null })).toEqual(['NET_CONTENT_MISSING']);
    expect(withSku({ netGrams: null, netMillilitres: 500 })).toEqual([]);
    expect(withSku({ netGrams: null, netCount: 30 })).toEqual([]);
    expect(withSku({ netGrams: null, unit: '斤' })).toEqual([]);
    expect(withSku({ storage: 'chilled' })).toEqual(['STORAGE_MISSING']);
    expect(withSku({ storage: 'chilled', temperatureCelsiusMax: 0 })).toEqual([]);
  });
  it('says at which specification, and by which clause', () => {
    const [found] = publishProblems({ ...FACTS, skus: [{ ...sku, netGrams: null }] });
    expect(found).toMatchObject({ clause: '7.3.4.b', detail: { about: 'skus.5千克.netGrams' } });
    expect(found?.detail.text).toMatch(/^包装商品要写明净含量或个数（.+）$/);
    expect(found && isOfGoods(found)).toBe(true);
  });
  it('is a standard that is missing, and genes that are not stated where they must be', () => {
    expect(codes({ product: { ...FACTS.product, characteristics: null } })).toEqual(['STANDARD_MISSING']);
    expect(codes({ category: { statesGmo: true } })).toEqual(['GMO_NOT_STATED']);
    expect(codes({ category: { statesGmo: true }, product: { ...FACTS.product, gmoStatus: 'none' } })).toEqual([]);
  });
  it('is each word that may not be published, at its place', () => {
    const mark: CopyMark = {
      field: 'copy',
      start: 2,
      end: 4,
      word: '治疗',
      rule: 'medicinal',
      text: '不行',
      clause: '7.3.7.l',
    };
    expect(publishProblems({ ...FACTS, marks: [mark] })).toMatchObject([
      { code: 'COPY_REFUSED', clause: '7.3.7.l', detail: { about: 'copy:2-4' } },
    ]);
  });
});
