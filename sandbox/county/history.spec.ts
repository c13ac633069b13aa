import { describe, expect, it } from '@jest/globals';
import {
  coldCarrier,
  consumers,
  forbiddenWordsIn,
  makeHistory,
  makeProducts,
  products,
  type HistoryOrder,
} from './index.ts';

const baseDate = new Date('2026-11-25T01:17:00Z');
const orders = [...makeHistory({ seed: 7, baseDate, orders: 3000 })];
const skuOf = new Map(products.flatMap((product) => product.skus.map((sku) => [sku.key, { product, sku }])));

/** Every instant at which something happened; the promised hour of delivery may lie ahead. */
function instantsOf(value: unknown): Date[] {
  if (value instanceof Date) return [value];
  return value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([name, one]) => (name === 'promisedAt' ? [] : instantsOf(one)))
    : [];
}

describe('history', () => {
  it('is the same for the same seed and another for another', () => {
    const text = (seed: number): string => JSON.stringify([...makeHistory({ seed, baseDate, orders: 3000 })]);
    expect(text(7) === JSON.stringify(orders)).toBe(true);
    expect(text(8) === JSON.stringify(orders)).toBe(false);
  });

  it('adds up: lines, goods, delivery, total, payment, refunds', () => {
    expect(orders).toHaveLength(3000);
    expect(new Set(orders.map((one) => one.key)).size).toBe(3000);
    for (const one of orders) {
      expect(one.lines.length >= 1 && one.lines.length <= 4).toBe(true);
      for (const line of one.lines) expect(line.amountFen).toBe(line.quantity * line.unitPriceFen);
      expect(one.goodsFen).toBe(one.lines.reduce((sum, line) => sum + line.amountFen, 0));
      expect(one.totalFen).toBe(one.goodsFen + one.deliveryFen);
      if (one.payment) expect(one.payment.amountFen).toBe(one.totalFen);
      expect(one.refunds.reduce((sum, refund) => sum + refund.amountFen, 0)).toBeLessThanOrEqual(
        one.payment?.amountFen ?? 0,
      );
      for (const amount of [one.goodsFen, one.deliveryFen, ...one.refunds.map((refund) => refund.amountFen)])
        expect(Number.isSafeInteger(amount) && amount > 0).toBe(true);
    }
  });

  it('refers only to what is there, one seller and one way of keeping per order, at the price of the label', () => {
    for (const one of orders) {
      for (const line of one.lines) {
        const { product, sku } = skuOf.get(line.skuKey)!;
        expect(product.sellerKey).toBe(one.sellerKey);
        expect(sku.storage.condition).toBe(one.condition);
        expect(line.unitPriceFen).toBe(sku.retailFen);
      }
    }
  });

  it('tells nothing after the base date and goes back three months', () => {
    const instants = orders.flatMap(instantsOf).map((one) => one.getTime());
    expect(instants.reduce((a, b) => Math.max(a, b))).toBeLessThanOrEqual(baseDate.getTime());
    expect(orders[0]!.placedAt.getTime()).toBeLessThan(baseDate.getTime() - 89 * 86_400_000);
  });

  it('has cancelled, refused, returned, exchanged, complained-of and reviewed orders, and some still under way', () => {
    const count = (test: (one: HistoryOrder) => boolean) => orders.filter(test).length;
    for (const status of [
      'completed',
      'cancelled',
      'refused',
      'returned',
      'exchanged',
      'in-transit',
      'confirmed',
      'paid',
    ] as const) {
      expect({ status, found: count((one) => one.status === status) > 0 }).toEqual({ status, found: true });
    }
    expect(count((one) => one.status === 'completed') / orders.length).toBeGreaterThan(0.75);
    expect(count((one) => one.complaint !== null)).toBeGreaterThan(30);
    expect(count((one) => one.review !== null)).toBeGreaterThan(600);
    expect(new Set(orders.flatMap((one) => one.review?.text ?? [])).size).toBeGreaterThan(150);
    expect(new Set(orders.map((one) => one.checkoutKey)).size).toBeLessThan(orders.length);
    for (const one of orders) {
      if (one.status === 'cancelled' && one.payment) expect(one.refunds.length <= 1).toBe(true);
      if (one.status === 'returned') expect(one.refunds.some((refund) => refund.amountFen === one.goodsFen)).toBe(true);
      if (one.review) expect(forbiddenWordsIn(one.review.reply ?? '')).toEqual([]);
    }
  });

  it('reads temperatures of cold goods only, inside the range but for the excursions it names', () => {
    let excursions = 0;
    for (const one of orders) {
      const { shipment } = one;
      if (!shipment) continue;
      if (one.condition === 'ambient') {
        expect(shipment.readings).toHaveLength(0);
        continue;
      }
      expect(shipment.carrierKey).toBe(coldCarrier.key);
      for (const handover of shipment.handovers) expect(handover.goodsTemperatureCelsius).not.toBeNull();
      const { storage } = skuOf.get(one.lines[0]!.skuKey)!.sku;
      const outside = shipment.readings.filter(
        (reading) =>
          reading.temperatureCelsius > storage.temperatureCelsiusMax! ||
          reading.temperatureCelsius < storage.temperatureCelsiusMin!,
      );
      for (const excursion of shipment.excursions) {
        excursions++;
        expect(
          outside.filter((reading) => reading.at >= excursion.from && reading.at <= excursion.until).length,
        ).toBeGreaterThanOrEqual(2);
        if (excursion.decision === 'rejected') expect(shipment.signedAt).toBeNull();
      }
      // An excursion still under way at the base date has readings but is not closed yet.
      if (shipment.excursions.length === 0 && one.status !== 'in-transit') expect(outside).toHaveLength(0);
    }
    expect(excursions).toBeGreaterThan(3);
  });

  it('confirms inside one working day and delivers cold goods only where the cold carrier goes', () => {
    for (const one of orders) {
      if (one.confirmedAt) expect(one.confirmedAt.getTime() - one.placedAt.getTime()).toBeLessThan(24 * 3_600_000);
      if (one.condition !== 'ambient') {
        const { divisionCode } = consumers.find((candidate) => candidate.key === one.consumerKey)!.address;
        expect(
          coldCarrier.rates.some((rate) => rate.divisionPrefixes.some((prefix) => divisionCode.startsWith(prefix))),
        ).toBe(true);
      }
    }
  });

  it('follows the season: blueberries sell in August, bean buns in January', () => {
    const share = (slug: string, base: string) => {
      const some = [...makeHistory({ seed: 5, baseDate: new Date(base), orders: 2000 })];
      return some.filter((one) => one.lines.some((line) => line.productKey === `product:${slug}`)).length / some.length;
    };
    expect(share('blueberry', '2026-09-01T04:00:00Z')).toBeGreaterThan(3 * share('blueberry', '2026-02-01T04:00:00Z'));
    expect(share('bean-buns', '2026-02-01T04:00:00Z')).toBeGreaterThan(3 * share('bean-buns', '2026-09-01T04:00:00Z'));
  });

  it('streams 100,000 orders of 1,000 products, none of what it did not make', () => {
    const known = new Set([...makeProducts({ seed: 1, count: 1000 })].flatMap((one) => one.skus.map((sku) => sku.key)));
    let count = 0;
    let synthetic = 0;
    let unknown = 0;
    for (const one of makeHistory({ seed: 1, baseDate, orders: 100_000, products: 1000 })) {
      count++;
      for (const line of one.lines) {
        if (!known.has(line.skuKey)) unknown++;
        if (line.productKey.startsWith('product:x')) synthetic++;
      }
    }
    expect({ count, unknown }).toEqual({ count: 100_000, unknown: 0 });
    expect(synthetic).toBeGreaterThan(10_000);
  });
});
