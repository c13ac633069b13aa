import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { pinyin } from 'pinyin-pro';
import { gs1Check } from './check-digits.ts';
import {
  EXTRA_PRODUCTS_MAX,
  extraProducts,
  forbiddenWordsIn,
  makeProducts,
  partyOf,
  pictureOfShop,
  picturesOf,
  priceLabelOf,
  products,
  sellers,
} from './index.ts';

const skus = products.flatMap((product) => product.skus.map((sku) => ({ product, sku })));

describe('products', () => {
  it('are at least fourteen, of all six sellers, each from a real village', () => {
    expect(products.length).toBeGreaterThanOrEqual(14);
    expect(new Set(products.map((one) => one.sellerKey)).size).toBe(sellers.length);
    for (const one of products) {
      expect(one.origin.code).toMatch(/^230184\d{6}$/);
      expect(sellers.find((seller) => seller.key === one.sellerKey)!.supplierKeys).toContain(one.supplierKey);
      expect(partyOf(one.producerKey).name).not.toBe('');
    }
  });

  it('name a standard of the right class for its number, or state characteristics', () => {
    const prefixes = {
      'GB ': 'mandatory-national',
      'GB/T ': 'recommended-national',
      'NY/T ': 'industry',
      'Q/': 'enterprise',
    };
    for (const one of products) {
      if (one.standards.length === 0) expect(one.characteristics!.length).toBeGreaterThan(20);
      else expect(one.characteristics).toBeNull();
      for (const standard of one.standards) {
        const prefix = Object.entries(prefixes).find(([start]) => standard.number.startsWith(start))!;
        expect(standard.class).toBe(prefix[1]);
        if (standard.class === 'enterprise') expect(standard.filing).not.toBeNull();
      }
    }
  });

  it('carry a complete price label on every SKU', () => {
    for (const { product, sku } of skus) {
      const label = priceLabelOf(product, sku);
      for (const text of [
        label.productName,
        label.origin,
        label.grade,
        label.specification,
        label.unit,
        label.priceManagerName,
        label.supervision,
      ])
        expect(text).toBeTruthy();
      expect(label.origin).toMatch(/^黑龙江省哈尔滨市五常市.+(镇|乡|局).+/);
      expect(Number.isSafeInteger(label.retailFen) && label.retailFen > 0).toBe(true);
      expect('memberFen' in label).toBe(false);
    }
  });

  it('have unique SKU keys and valid GTIN-13 of the restricted prefix', () => {
    expect(new Set(skus.map(({ sku }) => sku.key)).size).toBe(skus.length);
    expect(new Set(skus.map(({ sku }) => sku.gtin)).size).toBe(skus.length);
    for (const { sku } of skus) {
      expect(sku.gtin).toMatch(/^2\d{12}$/);
      expect(sku.gtin[12]).toBe(gs1Check(sku.gtin.slice(0, 12)));
      expect(sku.grossGrams).toBeGreaterThan(sku.net.kind === 'weight' ? sku.net.grams : 0);
    }
  });

  it('give every chilled or frozen SKU a temperature range', () => {
    const cold = skus.filter(({ sku }) => sku.storage.condition !== 'ambient');
    expect(cold.length).toBeGreaterThan(6);
    for (const { sku } of cold) {
      expect(sku.storage.temperatureCelsiusMin).toBeLessThan(sku.storage.temperatureCelsiusMax!);
      expect(sku.storage.temperatureCelsiusMax).toBeLessThanOrEqual(sku.storage.condition === 'frozen' ? -18 : 8);
    }
  });

  it('have clean copy, pinyin as read, licences for processed food and a marking for soybean', () => {
    for (const one of products) {
      const text = [one.name, one.copy.headline, ...one.copy.paragraphs, one.usage, one.characteristics ?? ''].join(
        '\n',
      );
      expect({ product: one.key, words: forbiddenWordsIn(text) }).toEqual({ product: one.key, words: [] });
      expect(one.pinyin).toBe(pinyin(one.searchName, { toneType: 'none', type: 'array', v: true }).join(''));
      expect(one.productionLicence !== null).toBe(one.processed);
      expect(one.requiredPapers.includes('gmo-declaration')).toBe(one.gmoMarking !== null);
    }
    expect(products.find((one) => one.key === 'product:soybean')!.gmoMarking).toBe('非转基因');
    expect(forbiddenWordsIn('本品可治疗失眠，效果第一')).toEqual(['第一', '治疗']);
  });

  it('show three small pictures each, of what it is, where it grows and how it is served, with their texts', () => {
    for (const product of products) {
      const pictures = picturesOf(product);
      expect([product.key, pictures.length]).toEqual([product.key, 3]);
      expect(new Set(pictures.map(({ key }) => key)).size).toBe(3);
      expect(pictures.map(({ shows }) => shows)).toEqual(expect.arrayContaining(['field', 'served']));
    }
    for (const picture of [...products.flatMap(picturesOf), ...sellers.map(({ key }) => pictureOfShop(key))]) {
      const text = readFileSync(picture.file, 'utf8');
      expect([picture.key, statSync(picture.file).size < 20_000]).toEqual([picture.key, true]);
      expect(text).toContain('viewBox="0 0 800 800"');
      expect(text.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|<image/);
      expect(picture.alt.length).toBeLessThanOrEqual(60);
      expect(forbiddenWordsIn(picture.alt)).toEqual([]);
    }
  });
});

describe('synthetic products', () => {
  it('vary real ones, the same for the same seed, up to a bound', () => {
    const made = [...makeProducts({ seed: 3, count: 500 })];
    expect(made).toHaveLength(500);
    expect(made.slice(0, products.length)).toEqual(products);
    expect([...makeProducts({ seed: 3, count: 500 })]).toEqual(made);
    expect([...makeProducts({ seed: 4, count: 500 })]).not.toEqual(made);
    const packs = made.flatMap((one) => one.skus);
    expect(new Set(packs.map((one) => one.gtin)).size).toBe(packs.length);
    for (const sku of packs) expect(sku.retailFen > 0 && Number.isSafeInteger(sku.retailFen)).toBe(true);
    expect(statSync(picturesOf(made[499]!)[0].file).size).toBeGreaterThan(0);
    expect(() => [...extraProducts({ seed: 1, count: EXTRA_PRODUCTS_MAX + 1 })]).toThrow('at most');
  });
});
