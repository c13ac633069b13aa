import { describe, expect, it } from '@jest/globals';
import { claimFenOf, claimRefused, leftFenOf, refundFenOf } from './after-sale.policy.ts';

/** Three bags for 3.33 yuan each; one was claimed already, and one yuan of the price. */
const LINE = { quantity: 3, claimedUnits: 1, claimedFen: 100, unitFen: 333, returnableWithoutReason: true };
const LEFT_FEN = 2 * 333 - 100;

describe('what of a line can still be claimed', () => {
  it('is the price of the units that are left, less what of it was paid back, and never less than nothing', () => {
    expect(leftFenOf(LINE)).toBe(LEFT_FEN);
    expect(leftFenOf({ ...LINE, claimedUnits: 0, claimedFen: 0 })).toBe(999);
    expect(leftFenOf({ ...LINE, claimedFen: 2 * 333 + 1 })).toBe(0);
  });

  it.each([
    ['as many units as are left', 'return', 'quality', { units: 2, amountFen: null }, null],
    ['a unit more than is left', 'return', 'quality', { units: 3, amountFen: null }, 'TOO_MANY'],
    ['as much of the price as is left', 'refund-only', 'quality', { units: 1, amountFen: LEFT_FEN }, null],
    ['a fen more than is left', 'refund-only', 'quality', { units: 1, amountFen: LEFT_FEN + 1 }, 'TOO_MANY'],
    ['a part of the price with the goods', 'return', 'quality', { units: 1, amountFen: 1 }, 'PART_IS_MONEY'],
    ['money for no reason', 'refund-only', 'no-reason', { units: 1, amountFen: null }, 'REASON_NEEDED'],
    ['a return for no reason', 'return', 'no-reason', { units: 1, amountFen: null }, null],
  ] as const)('%s', (_, kind, cause, what, why) => {
    expect(claimRefused(kind, cause, LINE, what)).toBe(why);
  });

  it('a line of which all was paid back is worth nothing more; fresh goods are not taken back without a reason', () => {
    const paidBack = { ...LINE, claimedFen: 2 * 333 };
    expect(claimRefused('return', 'quality', paidBack, { units: 1, amountFen: null })).toBe('TOO_MANY');
    const fresh = { ...LINE, returnableWithoutReason: false };
    expect(claimRefused('return', 'no-reason', fresh, { units: 1, amountFen: null })).toBe('NOT_RETURNABLE');
    expect(claimRefused('return', 'damaged', fresh, { units: 1, amountFen: null })).toBeNull();
  });

  it('is paid as it was asked, or as the units cost, at most what is left', () => {
    expect(claimFenOf(LINE, { units: 1, amountFen: null })).toBe(333);
    expect(claimFenOf(LINE, { units: 2, amountFen: null })).toBe(LEFT_FEN);
    expect(claimFenOf(LINE, { units: 2, amountFen: 7 })).toBe(7);
  });

  it('brings the delivery fee with it where the seller is at fault and nothing of the order is kept', () => {
    const all = { quantity: 3, claimedUnits: 1, units: 2, refundFen: 566 };
    const part = { quantity: 2, claimedUnits: 0, units: 1, refundFen: 101 };
    expect(refundFenOf('damaged', 800, [all])).toEqual({ goodsFen: 566, deliveryFen: 800 });
    expect(refundFenOf('damaged', 800, [all, part])).toEqual({ goodsFen: 667, deliveryFen: 0 });
    expect(refundFenOf('no-reason', 800, [all])).toEqual({ goodsFen: 566, deliveryFen: 0 });
  });
});
