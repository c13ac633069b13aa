import { describe, expect, it } from '@jest/globals';
import { growersFen, openFen, soldParts } from './grower.policy.ts';

const TERMS = [
  { parts: 333_333, priceFen: 301 },
  { parts: 333_333, priceFen: 301 },
  { parts: 333_334, priceFen: 301 },
];

describe('what growers are owed of a sale', () => {
  it('is their part of the weight at their price; the parts add up, the largest remainders first', () => {
    const sold = { units: 1, lotUnits: 7, lineFen: 1000, keptFen: 1000 };
    // 43 yuan for 1000 kilograms in seven packs: 14333.3… each.
    expect(growersFen(TERMS, sold)).toEqual([14_333, 14_333, 14_334]);
    for (let keptFen = 0; keptFen <= 1000; keptFen += 37) {
      const parts = growersFen(TERMS, { ...sold, keptFen });
      expect(parts.reduce((a, b) => a + b, 0)).toBe(Math.round((1_000_000 * 301 * keptFen) / 1000 / 7 / 1000));
    }
  });
  it('is nothing of what the buyer got back, nor of what cost nothing', () => {
    expect(growersFen(TERMS, { units: 1, lotUnits: 7, lineFen: 1000, keptFen: 0 })).toEqual([0, 0, 0]);
    expect(growersFen(TERMS, { units: 1, lotUnits: 7, lineFen: 1000, keptFen: -5 })).toEqual([0, 0, 0]);
    expect(growersFen(TERMS, { units: 1, lotUnits: 7, lineFen: 0, keptFen: 0 })).toEqual([0, 0, 0]);
    expect(soldParts({ parts: 2_000_000 }, { units: 1, lotUnits: 400, lineFen: 1000, keptFen: 500 })).toBe(2500);
  });
  it('is open but for what was paid, is on its way, or was set off', () => {
    const paid = { sharedFen: 100, transferredFen: 50, setOffFen: 25, backFen: 0 };
    expect(openFen({ amountFen: 300, sharingFen: 10, transferFen: 5, ...paid })).toBe(110);
    expect(openFen({ amountFen: 100, sharingFen: 0, transferFen: 0, ...paid, backFen: 30 })).toBe(-45);
  });
});
