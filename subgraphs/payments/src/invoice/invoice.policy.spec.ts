import { describe, expect, it } from '@jest/globals';
import { linesToInvoice, linesToRedden, sumOf, taxInFen, type SoldLine } from './invoice.policy.ts';
import { mayChoose } from './issuer.policy.ts';

const line = (totalFen: number): SoldLine => ({ title: '五常大米', specification: '5千克', quantity: 1, totalFen });

describe('the tax that a price holds', () => {
  it.each([
    // 100 yuan at 1 percent: 0.990099 yuan.
    [10_000, 100, 99],
    [10_000, 900, 826],
    [10_000, 1300, 1150],
    // 0.50495 and 0.495 fen: half a fen goes up.
    [51, 100, 1],
    [50, 100, 0],
    [1, 1300, 0],
    [10_000, 0, 0],
  ])('of %i fen at %i hundredths of a percent is %i fen', (totalFen, rate, taxFen) =>
    expect(taxInFen(totalFen, rate)).toBe(taxFen),
  );
});

describe('lines of an invoice', () => {
  it('add up to the fen, tax and all', () => {
    const lines = linesToInvoice([line(3333), line(6667), line(1)], 10_001, 900);
    expect(sumOf(lines, 'totalFen')).toBe(10_001);
    expect(lines.map(({ netFen, taxFen }) => [netFen, taxFen])).toEqual([
      [3058, 275],
      [6117, 550],
      [1, 0],
    ]);
  });

  it('of which a part was refused before say only what is left, and nothing of lines without anything', () => {
    const lines = linesToInvoice([line(100), line(100), line(0)], 101, 0);
    expect(lines.map(({ totalFen }) => totalFen)).toEqual([51, 50]);
  });

  it('turn red in parts until nothing is left, neither price nor tax', () => {
    const lines = linesToInvoice([line(3333), line(6667)], 10_000, 900);
    const first = linesToRedden(lines, [], 1234, 900);
    const second = linesToRedden(lines, [first], 4321, 900);
    const third = linesToRedden(lines, [first, second], 4445, 900);
    const reds = [first, second, third];
    expect(reds.map((red) => sumOf(red, 'totalFen'))).toEqual([1234, 4321, 4445]);
    expect(reds.reduce((sum, red) => sum + sumOf(red, 'taxFen'), 0)).toBe(sumOf(lines, 'taxFen'));
    for (const red of reds.flat()) expect(red.netFen + red.taxFen).toBe(red.totalFen);
    lines.forEach(({ totalFen }, i) => expect(reds.reduce((sum, red) => sum + red[i]!.totalFen, 0)).toBe(totalFen));
  });
});

describe('who issues', () => {
  it.each([
    ['bureau-for-farmer', 'farmer', 0, true],
    ['bureau-for-farmer', 'seller', 0, false],
    // What a farmer sells is the farmer's own, free of tax: no rate can be chosen.
    ['registered', 'farmer', 100, false],
    ['own-produce', 'cooperative', 0, true],
    ['own-produce', 'cooperative', 900, false],
    ['own-produce', 'seller', 0, false],
    ['registered', 'seller', 100, true],
    ['registered', 'seller', 123, false],
    ['registered', 'carrier', 100, false],
  ] as const)('%s by a %s at %i: %s', (route, kind, rate, may) => expect(mayChoose(route, kind, rate)).toBe(may));
});
