import { describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { baseFor, baseOf, limitFen, type PastLabel } from './emergency.policy.ts';

const BEGIN_MS = Date.parse('2026-11-25T00:00:00+08:00');
const label = (days: number, retailFen: number, more: Partial<PastLabel> = {}): PastLabel => ({
  skuId: 'rice',
  retailFen,
  effectiveAtMs: BEGIN_MS - days * DAY_MS,
  netGrams: 5000,
  unit: '袋',
  ...more,
});

describe('what a rise in an emergency is measured against [6.5.c]', () => {
  const versions = [label(30, 9000), label(6, 5000), label(2, 6000)];
  it('is the highest price that was in force in the seven days before, or their average over the time', () => {
    expect(baseOf(versions, 'highest', BEGIN_MS)).toBe(9000);
    // One day of 90.00, four of 50.00, two of 60.00.
    expect(baseOf(versions, 'average', BEGIN_MS)).toBe(Math.round((9000 + 4 * 5000 + 2 * 6000) / 7));
    expect(baseOf([label(30, 9000), label(8, 5000)], 'highest', BEGIN_MS)).toBe(5000);
    expect(baseOf([], 'highest', BEGIN_MS)).toBeNull();
  });

  it('is by weight what goods of the kind cost, where the SKU is new', () => {
    const others = [...versions, label(9, 1000, { skuId: 'small', netGrams: 1000 })];
    const fresh = { id: 'new', netGrams: 2500, unit: '袋' };
    expect(baseFor(fresh, others, 'highest', BEGIN_MS)).toBe(4500);
    expect(baseFor({ ...fresh, netGrams: null, unit: '斤' }, others, 'highest', BEGIN_MS)).toBe(900);
    expect(baseFor({ ...fresh, netGrams: null }, others, 'highest', BEGIN_MS)).toBeNull();
    expect(baseFor(fresh, [], 'highest', BEGIN_MS)).toBeNull();
  });

  it.each([
    [9800, 10, 10_780],
    [999, 10, 1098],
    [9800, 0, 9800],
  ])('of %d fen and %d percent up to %d fen goes on sale by itself', (fen, percent, limit) => {
    expect(limitFen(fen, percent)).toBe(limit);
  });
});
