import { describe, expect, it } from '@jest/globals';
import { atDay, dateOn, lotsOfProduct, makeProducts, products } from './index.ts';

/** Four seasons, and the day before the corn harvest, when last year's frozen corn is nearly a year old. */
const BASES = ['2026-01-10', '2026-04-20', '2026-08-11', '2026-11-25'].map((date) => new Date(`${date}T01:17:00Z`));
const all = (baseDate: Date) =>
  products.flatMap((product) => lotsOfProduct(product, baseDate).map((lot) => ({ product, lot })));

describe.each(BASES)('lots at %s', (baseDate) => {
  it('are two or three per product, in store, unexpired, with stock left', () => {
    for (const product of products) {
      const lots = lotsOfProduct(product, baseDate);
      expect([2, 3]).toContain(lots.length);
      for (const lot of lots) {
        expect(lot.productionDay).toBeLessThan(-1);
        expect(lot.expiryDay).toBeGreaterThan(2);
        for (const pack of lot.packs) expect(pack.onHand > 0 && pack.onHand <= pack.registered).toBe(true);
      }
    }
    const codes = all(baseDate).map(({ lot }) => lot.code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('hold every paper the product requires, and passing results inside their limits', () => {
    for (const { product, lot } of all(baseDate)) {
      expect(lot.papers.map((one) => one.kind)).toEqual(product.requiredPapers);
      expect(lot.certificate !== null).toBe(product.requiredPapers.includes('conformity-certificate'));
      expect(lot.inspections.length).toBeGreaterThan(0);
      for (const item of lot.inspections.flatMap((one) => one.items)) {
        const limit = /^([≤≥])([\d.]+)/.exec(item.limit);
        if (!limit) continue;
        const [value, bound] = [Number.parseFloat(item.result), Number(limit[2])];
        expect(limit[1] === '≤' ? value <= bound : value >= bound).toBe(true);
      }
    }
  });

  it('trace from field to store in order of time, never making more than went in, nothing in the future', () => {
    for (const { product, lot } of all(baseDate)) {
      const times = lot.trace.map((event) => event.day * 1440 + event.minuteOfDay);
      expect({ lot: lot.key, times }).toEqual({ lot: lot.key, times: [...times].sort((a, b) => a - b) });
      expect(atDay(baseDate, lot.trace.at(-1)!.day, lot.trace.at(-1)!.minuteOfDay).getTime()).toBeLessThan(
        baseDate.getTime(),
      );
      expect(lot.trace.some((event) => event.bizStep === 'packing')).toBe(true);
      expect(lot.trace.at(-1)!.partyKey).toBe(product.sellerKey);
      for (const event of lot.trace.filter((one) => one.eventType === 'TransformationEvent')) {
        expect(event.outputs[0]!.quantity).toBeLessThanOrEqual(event.inputs[0]!.quantity);
      }
    }
  });
});

describe('lots', () => {
  it('follow the season: rice is cut on 28 September, greens are dried in May', () => {
    const baseDate = BASES[3]!;
    const [rice] = lotsOfProduct(
      products.find((one) => one.key === 'product:rice')!,
      baseDate,
    );
    expect(dateOn(baseDate, rice!.trace.find((event) => event.title === '收割')!.day)).toBe('2026-09-28');
    const [greens] = lotsOfProduct(
      products.find((one) => one.key === 'product:wild-greens')!,
      baseDate,
    );
    expect(dateOn(baseDate, greens!.productionDay)).toBe('2026-05-18');
  });

  it('of a synthetic product are inspected like those of the real one', () => {
    const made = [...makeProducts({ seed: 3, count: 40 })].at(-1)!;
    const [lot] = lotsOfProduct(made, BASES[3]!);
    expect(lot!.inspections[0]!.items.length).toBeGreaterThan(1);
    expect(lot!.packs.map((one) => one.skuKey)).toEqual(made.skus.map((one) => one.key));
  });
});
