import { describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { answererOf, compensationMaxFen, offeredFen, OPEN_COMPLAINTS_MAX, SILENCE_MS } from './complaint.policy.ts';
import { feedbackActionsOf, openComplaintKey, whyNotComplain, whyNotReview } from './feedback.policy.ts';

describe('a complaint', () => {
  it('goes to the carrier about delivery, to the seller about the rest, without an order to the operator [7.3.8.o]', () => {
    const order = { partyId: 'seller' };
    expect(answererOf('delivery', order, 'carrier')).toEqual({ kind: 'carrier', partyId: 'carrier' });
    expect(answererOf('delivery', order, null)).toEqual({ kind: 'seller', partyId: 'seller' });
    expect(answererOf('quality', order, 'carrier')).toEqual({ kind: 'seller', partyId: 'seller' });
    expect(answererOf('delivery', null, 'carrier')).toEqual({ kind: 'operator', partyId: '' });
  });
  it('is offered money only about an order, and only by a party [7.3.8.n]', () => {
    const asked = { orderId: 'o', answererPartyId: 'p', answerFen: 500 };
    expect(offeredFen(asked)).toBe(500);
    expect(offeredFen({ ...asked, answerFen: null })).toBe(0);
    expect(offeredFen({ ...asked, orderId: null })).toBe(0);
    expect(offeredFen({ ...asked, answererPartyId: '' })).toBe(0);
  });
  it('closes by itself when the consumer has said nothing for seven days [7.3.8.m]', () => {
    expect(SILENCE_MS).toBe(7 * DAY_MS);
  });
  it('is compensated by ten times the price at most, or a thousand yuan', () => {
    expect([0, 9999, 10_000, 10_001].map(compensationMaxFen)).toEqual([100_000, 100_000, 100_000, 100_010]);
  });
});

describe('what a buyer can say of an order', () => {
  const open = (count: number, more: object = {}) =>
    Array.from({ length: count }, (_, at) => ({ orderId: `o${at}`, kind: 'price', ...more }));

  it('complains one time about each kind of thing, with so many open at once', () => {
    expect(openComplaintKey('o', 'price')).toBe('o price');
    expect(openComplaintKey(null, 'price')).toBeNull();
    expect(whyNotComplain(open(OPEN_COMPLAINTS_MAX - 1), 'new', 'price')).toBeNull();
    expect(whyNotComplain(open(OPEN_COMPLAINTS_MAX), 'new', 'price')).toBe('TOO_MANY_OPEN');
    expect(whyNotComplain(open(1), 'o0', 'price')).toBe('ALREADY_OPEN');
    expect(whyNotComplain(open(1), 'o0', 'quality')).toBeNull();
    expect(whyNotComplain(open(1), 'o1', 'price')).toBeNull();
    // Without an order each is a matter of its own.
    expect(whyNotComplain(open(1, { orderId: null }), null, 'price')).toBeNull();
  });
  it('reviews what was delivered, one time', () => {
    expect(whyNotReview({ deliveredAtMs: null, isReviewed: false })).toBe('NOT_DELIVERED');
    expect(whyNotReview({ deliveredAtMs: null, isReviewed: true })).toBe('NOT_DELIVERED');
    expect(whyNotReview({ deliveredAtMs: 1, isReviewed: true })).toBe('ALREADY_REVIEWED');
    expect(whyNotReview({ deliveredAtMs: 1, isReviewed: false })).toBeNull();
  });
  it('sees a button for each, while there is anything left to complain of', () => {
    const acts = (order: object, complaints: ReturnType<typeof open> = []) =>
      feedbackActionsOf({ orderId: 'o', deliveredAtMs: null, isReviewed: false, ...order }, complaints).map(
        ({ action }) => action,
      );
    expect(acts({})).toEqual(['complain']);
    expect(acts({ deliveredAtMs: 1 })).toEqual(['review', 'complain']);
    expect(acts({ deliveredAtMs: 1, isReviewed: true })).toEqual(['read-review', 'complain']);
    const all = ['quality', 'delivery', 'price', 'service', 'suggestion'].map((kind) => ({ orderId: 'o', kind }));
    expect(acts({}, all)).toEqual([]);
    expect(acts({}, all.slice(1))).toEqual(['complain']);
  });
});
