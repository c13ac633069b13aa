import { describe, expect, it } from '@jest/globals';
import { assignLots, mayLeave, sentWith, shareOut, unitsInOrder, type LotOnHand } from './stock.policy.ts';

const lot = (lotId: string, onHand: number, more: Partial<LotOnHand> = {}): LotOnHand => ({
  lotId,
  lotCode: lotId,
  skuId: 'rice',
  onHand,
  producedOn: '2026-01-01',
  expiresOn: '2027-01-01',
  blocked: false,
  ...more,
});

describe('which lots leave', () => {
  it.each([
    ['on its last day', {}, '2027-01-01', true],
    ['on the day after it', {}, '2027-01-02', false],
    ['without a last day', { expiresOn: null }, '2030-01-01', true],
    ['that is blocked', { blocked: true }, '2026-01-01', false],
    ['of which nothing is left', { onHand: 0 }, '2026-01-01', false],
  ])('a lot %s', (_, more, today, leaves) => {
    expect(mayLeave(lot('a', 1, more), today)).toBe(leaves);
  });

  it('of two lots alike in everything the answer is always the same, and each SKU gets its own', () => {
    const lots = [lot('b', 2), lot('a', 2), lot('c', 9, { skuId: 'oil' })];
    const lines = [
      { lineId: '1', skuId: 'rice', units: 3 },
      { lineId: '2', skuId: 'oil', units: 1 },
    ];
    for (const order of [lots, lots.toReversed()])
      expect(
        assignLots(lines, order, '2026-11-25').assignments.map((one) => [one.lineId, one.lot.lotId, one.units]),
      ).toEqual([
        ['1', 'a', 2],
        ['1', 'b', 1],
        ['2', 'c', 1],
      ]);
  });

  it('sums units by key, and names the keys in order, so that two never wait for each other', () => {
    const items = ['c', 'a', 'b', 'a'].map((key, i) => ({ key, units: i + 1 }));
    for (const order of [items, items.toReversed()])
      expect(
        unitsInOrder(
          order,
          ({ key }) => key,
          ({ units }) => units,
        ),
      ).toEqual([
        ['a', 6],
        ['b', 3],
        ['c', 1],
      ]);
  });
});

describe('what of a parcel comes back', () => {
  const sent = (lineId: string, lotId: string, units: number, returnedUnits = 0) => ({
    lineId,
    lotId,
    units,
    returnedUnits,
  });
  const back = (...args: Parameters<typeof shareOut>) =>
    shareOut(...args).map(({ row, units }) => [(row as { lotId: string }).lotId, units]);

  it('is of the parcel that is meant: the first one, that of an exchange, or any', () => {
    const rows = [null, 'exchange', 'other'].map((afterSaleId) => ({ afterSaleId }));
    const of = (parcel: Parameters<typeof sentWith>[1]) => sentWith(rows, parcel).map(({ afterSaleId }) => afterSaleId);
    expect([of('first'), of({ afterSaleId: 'exchange' }), of('any')]).toEqual([
      [null],
      ['exchange'],
      [null, 'exchange', 'other'],
    ]);
  });

  it('is at most what of a lot is still out, lot by lot, and nothing of what was not asked for', () => {
    const rows = [sent('line-1', 'a', 3, 1), sent('line-1', 'b', 5), sent('line-2', 'c', 4)];
    expect(back(rows, [{ by: 'lineId', id: 'line-1', units: 4 }])).toEqual([
      ['a', 2],
      ['b', 2],
    ]);
    expect(back(rows, [{ by: 'lineId', id: 'line-1', units: 99 }])).toEqual([
      ['a', 2],
      ['b', 5],
    ]);
    expect(back(rows, [{ by: 'lotId', id: 'c', units: 1 }])).toEqual([['c', 1]]);
    expect(back(rows, [{ by: 'lotId', id: 'nobodys', units: 1 }])).toEqual([]);
  });

  it('is counted once where two ask for the same lot', () => {
    const rows = [sent('line-1', 'a', 3)];
    const twice = [
      { by: 'lotId' as const, id: 'a', units: 2 },
      { by: 'lineId' as const, id: 'line-1', units: 2 },
    ];
    expect(back(rows, twice)).toEqual([['a', 3]]);
  });
});
