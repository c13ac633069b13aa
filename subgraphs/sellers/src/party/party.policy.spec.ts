import { describe, expect, it } from '@jest/globals';
import { saleOf, SHOPS_PER_PARTY_MAX, whyNotOpenShop } from '../shop/shop.policy.ts';
import { isOneself, mayHaveRights, rightsOf, staffRolesOf } from '../staff/staff.policy.ts';
import { isToApprove, supplierStanding } from '../supplier/supplier.policy.ts';
import { growerActs } from '../grower/grower.policy.ts';
import { compulsoryOf, needsOfParty, needsOfSupplier, stateOfNeed, type Paper } from '../filing/compulsory.policy.ts';
import { TRADE_LICENCES } from '../filing/document-types.table.ts';
import {
  nextReReviewAtMs,
  PARTY_KIND_CODES,
  publicName,
  remindUntil,
  standingOf,
  SELLING_KINDS,
} from './party.policy.ts';

const NOW_MS = Date.parse('2026-11-25T10:00:00+08:00');

describe('whether a party may do business [6.4]', () => {
  const good = { approvedAtMs: 1, validUntil: null, reReviewDueAtMs: null, isSuspended: false };
  it.each([
    ['approved, and nothing ends', {}, 'good'],
    ['never approved', { approvedAtMs: null }, 'unfiled'],
    ['never approved, and suspended', { approvedAtMs: null, isSuspended: true }, 'unfiled'],
    ['suspended, and its papers ended', { isSuspended: true, validUntil: '2026-11-24' }, 'suspended'],
    ['on the last day of its papers', { validUntil: '2026-11-25' }, 'good'],
    ['on the day after it', { validUntil: '2026-11-24' }, 'papers-lapsed'],
    ['papers ended and a review missed', { validUntil: '2026-11-24', reReviewDueAtMs: 1 }, 'papers-lapsed'],
    ['a moment before its review is due', { reReviewDueAtMs: NOW_MS + 1 }, 'good'],
    ['when its review is due', { reReviewDueAtMs: NOW_MS }, 'review-overdue'],
  ])('%s', (_, facts, standing) => {
    expect(standingOf({ ...good, ...facts }, NOW_MS)).toBe(standing);
  });

  it.each([
    ['2026-11-25', '2027-05-25'],
    ['2026-08-31', '2027-02-28'],
    ['2027-08-31', '2028-02-29'],
    ['2026-12-31', '2027-06-30'],
    ['2026-03-31', '2026-09-30'],
    ['2026-02-28', '2026-08-28'],
  ])('is looked at again half a year on: %s, then %s', (day, next) => {
    expect(nextReReviewAtMs(Date.parse(`${day}T06:07:08Z`))).toBe(Date.parse(`${next}T06:07:08Z`));
  });

  it('is told of what ends thirty days ahead', () => {
    expect(remindUntil(NOW_MS)).toBe('2026-12-25');
    expect(remindUntil(Date.parse('2026-11-25T23:59:59+08:00'))).toBe('2026-12-25');
  });

  it('is known to the public by its name; a farmer by the family name alone', () => {
    expect(publicName('farmer', '王秀兰')).toBe('王**');
    for (const kind of PARTY_KIND_CODES.filter((one) => one !== 'farmer'))
      expect(publicName(kind, '香屯')).toBe('香屯');
  });
});

describe('what a party may have: shops, people, suppliers, growers', () => {
  it('producers, cooperatives, sellers and farmers sell, and nobody else', () => {
    expect([...SELLING_KINDS]).toEqual(['producer', 'cooperative', 'seller', 'farmer']);
  });

  it('opens a shop while it is in good standing, up to the last one that it may have [7.5.u]', () => {
    const seller = { kind: 'seller', standing: 'good' } as const;
    expect(whyNotOpenShop(seller, SHOPS_PER_PARTY_MAX - 1)).toBeNull();
    expect(whyNotOpenShop(seller, SHOPS_PER_PARTY_MAX)).toBe('TOO_MANY_SHOPS');
    expect(whyNotOpenShop({ ...seller, standing: 'suspended' }, 0)).toBe('NOT_APPROVED');
    expect(whyNotOpenShop({ ...seller, kind: 'carrier' }, 0)).toBe('KIND_DOES_NOT_SELL');
  });

  it('sells where the shop is open and its party may do business', () => {
    expect(saleOf('open', 'good')).toEqual({ onSale: true, saleReason: '' });
    expect(saleOf('closed', 'good')).toEqual({ onSale: false, saleReason: '店主已暂停营业' });
    expect(saleOf('open', 'papers-lapsed')).toEqual({ onSale: false, saleReason: '必备证照已过期' });
    expect(saleOf('closed', 'suspended')).toEqual({ onSale: false, saleReason: '平台已暂停其运营' });
  });

  it('makes of its people what its kind needs, and nothing of the operator’s', () => {
    for (const kind of PARTY_KIND_CODES) {
      const own = { carrier: 'carrier-manager', station: 'station-agent' }[kind as string];
      const role = SELLING_KINDS.includes(kind) ? 'seller-staff' : own;
      expect(staffRolesOf(kind)).toEqual(role ? [role, 'none'] : ['none']);
    }
  });

  it('gives rights to a seller’s staff alone, each once', () => {
    const asked = ['shop', 'orders', 'shop'] as const;
    expect(rightsOf('seller-staff', asked)).toEqual(['orders', 'shop']);
    for (const role of ['carrier-manager', 'station-agent', 'none'] as const)
      expect([rightsOf(role, asked), mayHaveRights(role)]).toEqual([[], false]);
    expect([isOneself({ accountId: 'me' }, 'me'), isOneself({ accountId: 'other' }, 'me')]).toEqual([true, false]);
  });

  it('buys from a supplier that is on file, until the last day of its papers [7.3.1.a-c]', () => {
    const valid = (state: 'approved' | 'filed', validUntil: string | null) =>
      supplierStanding({ state, validUntil }, '2026-11-25').valid;
    expect([valid('approved', null), valid('approved', '2026-11-25'), valid('approved', '2026-11-24')]).toEqual([
      true,
      true,
      false,
    ]);
    expect([valid('filed', null), valid('filed', '2027-01-01')]).toEqual([false, false]);
    // Who is on file is approved again for newer papers only.
    expect([isToApprove('filed', 0), isToApprove('approved', 0), isToApprove('approved', 1)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('shows a grower who writes of themselves, and whom the shop may take off', () => {
    expect(growerActs({ isOneself: true, managesShop: false })).toEqual(['introduce', 'remove']);
    expect(growerActs({ isOneself: false, managesShop: true })).toEqual(['remove']);
    expect(growerActs({ isOneself: false, managesShop: false })).toEqual([]);
  });
});

describe('which papers are asked for [6.4.c] [7.3.1.b]', () => {
  const types = (needs: { types: readonly string[] }[]) => needs.map((need) => need.types[0]);
  it('a food licence of who sells food, or has shown one; no paper of a farmer', () => {
    const seller = { kind: 'seller', sellsFood: false } as const;
    expect(types(needsOfParty(seller, []))).toEqual(['business-licence']);
    expect(types(needsOfParty({ ...seller, sellsFood: true }, []))).toEqual([
      'business-licence',
      'food-business-licence',
    ]);
    expect(types(needsOfParty(seller, [{ type: 'business-licence' }]))).toEqual(['business-licence']);
    expect(types(needsOfParty(seller, [{ type: 'premises' }, { type: 'food-business-licence' }]))).toEqual([
      'business-licence',
      'food-business-licence',
    ]);
    expect(needsOfParty({ kind: 'farmer', sellsFood: true }, [])).toEqual([]);
    expect(compulsoryOf('seller').map(({ type, onlyForFood }) => [type, onlyForFood])).toEqual([
      ['business-licence', false],
      ['food-business-licence', true],
    ]);
  });

  it('of a supplier of food any licence of its trade, and of a farmer none', () => {
    const business = { isFarmer: false, suppliesFood: false };
    expect(types(needsOfSupplier(business, []))).toEqual(['business-licence']);
    const [, trade] = needsOfSupplier({ ...business, suppliesFood: true }, []);
    expect(trade?.types).toEqual([
      'trade-licence',
      'food-business-licence',
      'food-production-licence',
      'slaughter-licence',
    ]);
    expect(needsOfSupplier({ isFarmer: true, suppliesFood: true }, [])).toEqual([]);
    const paper = (type: Paper['type']): Paper => ({ type, validFrom: '2020-01-01', validUntil: null });
    const stands = (type: Paper['type']) => trade && stateOfNeed(trade, [paper(type)], '2026-11-25', '2026-12-25');
    expect(TRADE_LICENCES.map(stands)).toEqual(TRADE_LICENCES.map(() => 'valid'));
    expect(stands('business-licence')).toBe('missing');
  });
});
