import { describe, expect, it } from '@jest/globals';
import { growersFen, openFen, soldParts, whyOpen } from './grower.policy.ts';

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
  it('gives an odd fen to the largest remainder, of equal ones to the first', () => {
    const sold = { units: 1, lotUnits: 3, lineFen: 100, keptFen: 100 };
    const thirds = [1, 1, 1].map((priceFen) => ({ parts: 100_000, priceFen }));
    expect(growersFen(thirds, sold)).toEqual([34, 33, 33]);
    const mixed = [
      { parts: 100_000, priceFen: 1 },
      { parts: 200_000, priceFen: 1 },
      { parts: 1000, priceFen: 1 },
    ];
    // 33.333…, 66.666… and 0.333…: one fen beyond the whole ones is left, and goes to the second.
    expect(growersFen(mixed, sold)).toEqual([33, 67, 0]);
  });
  it('is of the weight that was sold with it, never more than came in nor less than nothing', () => {
    const sold = { units: 2, lotUnits: 400, lineFen: 1000 };
    expect(soldParts({ parts: 2_000_000 }, { ...sold, keptFen: 1000 })).toBe(10_000);
    expect(soldParts({ parts: 2_000_000 }, { ...sold, keptFen: 2000 })).toBe(10_000);
    expect(soldParts({ parts: 2_000_000 }, { ...sold, keptFen: -1 })).toBe(0);
    expect(soldParts({ parts: 2_000_000 }, { ...sold, lineFen: 0, keptFen: 0 })).toBe(0);
    expect(soldParts({ parts: 333 }, { ...sold, keptFen: 1000 })).toBe(2);
  });
  it('says to its grower what of it waits, and for whom', () => {
    const none = { sharingFen: 0, sharedFen: 0, transferFen: 0, transferredFen: 0, setOffFen: 0, backFen: 0 };
    const row = { amountFen: 300, ...none };
    expect(whyOpen({ ...row, transferFen: 200 })).toBe('2.00元等收款人点收款');
    expect(whyOpen({ ...row, sharingFen: 300 })).toBe('3.00元正在随这一单结算');
    expect(whyOpen(row)).toBe('3.00元超出微信一单能直接分的，在合作社账上，点“收款”就转');
    expect(whyOpen({ ...row, transferredFen: 350 })).toBe('买家退了货，多付的0.50元从下一笔里扣');
    expect(whyOpen({ ...row, transferredFen: 300 })).toBeNull();
  });
});
