import { describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import type { CheckoutHere } from '../peers.ts';
import { isBillReady } from './bill.policy.ts';
import { remedyLifecycle } from './case.lifecycle.ts';
import type { FoundPayment } from './found-payment.ts';
import { isAtRest, whyNotRemedy } from './remedy.policy.ts';

const part = (outTradeNo: string, merchant: string, totalFen: number, refundedFen = 0) => ({
  outTradeNo,
  merchant,
  transactionId: 't',
  totalFen,
  title: '米',
  refunds: refundedFen === 0 ? [] : [{ outRefundNo: 'r', providerRefundId: 'p', amountFen: refundedFen, atMs: 1 }],
});
const order = (orderId: string, partyId: string, totalFen: number): CheckoutHere['orders'][number] => ({
  orderId,
  partyId,
  totalFen,
  orderNumber: `H-${orderId}`,
  title: '米',
  paidFen: 0,
  refundDueFen: 0,
  refundedFen: 0,
});
const checkout = (...orders: CheckoutHere['orders']): CheckoutHere => ({ buyerAccountId: 'buyer', orders });
const found = (...parts: FoundPayment['parts']): FoundPayment => ({ number: 'Cc1', paidAtMs: 1, parts });
const PARTY_OF = new Map([
  ['m1', 'party-1'],
  ['m2', 'party-2'],
]);

describe('whether money that was found fits the orders that are here [9.2.cn]', () => {
  const [rice, oil] = [order('o1', 'party-1', 5140), order('o2', 'party-2', 3000)];
  const both = found(part('Oo1', 'm1', 5140), part('Oo2', 'm2', 3000));

  it.each([
    ['each order has its amount and its seller', checkout(rice, oil), null],
    ['an order more is here than was paid', checkout(rice, oil, order('o3', 'party-1', 5140)), 'DOES_NOT_MATCH'],
    ['an order less is here than was paid', checkout(rice), 'DOES_NOT_MATCH'],
    ['the second amount is a fen higher', checkout(rice, { ...oil, totalFen: 3001 }), 'DOES_NOT_MATCH'],
    ['the second amount is a fen lower', checkout(rice, { ...oil, totalFen: 2999 }), 'DOES_NOT_MATCH'],
    ['another order of the same seller costs as much', checkout({ ...rice, orderId: 'o7' }, oil), 'DOES_NOT_MATCH'],
    ['the order is of another seller', checkout({ ...rice, partyId: 'party-2' }, oil), 'DOES_NOT_MATCH'],
    ['the orders are lost', null, 'ORDER_LOST'],
  ] as const)('put back into its orders: %s', (_, here, why) => {
    expect(whyNotRemedy('rebuild', both, here, PARTY_OF)).toBe(why);
    // The refund goes by the payment alone.
    expect(whyNotRemedy('refund', both, here, PARTY_OF)).toBeNull();
  });

  it('is dealt with in no way where one of its two merchants is nobody’s here [7.4.q]', () => {
    const half = found(part('Oo1', 'm1', 5140), part('Oo2', 'm9', 3000));
    for (const kind of ['refund', 'rebuild'] as const)
      expect(whyNotRemedy(kind, half, checkout(rice, oil), PARTY_OF)).toBe('MERCHANT_UNKNOWN');
  });

  it('is put back into no order where a fen of it has gone back already', () => {
    const partly = found(part('Oo1', 'm1', 5140), part('Oo2', 'm2', 3000, 1));
    expect(whyNotRemedy('rebuild', partly, checkout(rice, oil), PARTY_OF)).toBe('PARTLY_REFUNDED');
    expect(whyNotRemedy('refund', partly, checkout(rice, oil), PARTY_OF)).toBeNull();
  });

  it.each([
    [{ paidFen: 3000, refundDueFen: 0, refundedFen: 0 }, true],
    [{ paidFen: 3000, refundDueFen: 3000, refundedFen: 2999 }, false],
    [{ paidFen: 3000, refundDueFen: 3000, refundedFen: 3000 }, true],
    [{ paidFen: 0, refundDueFen: 0, refundedFen: 0 }, false],
  ])('is at rest when the order has its money, or gave back what it promised: %j', (money, isDone) => {
    expect(isAtRest({ ...rice, ...money })).toBe(isDone);
  });
});

describe('the times of a day’s bill and of what it shows', () => {
  it('a bill is there at ten the next morning, not a moment before', () => {
    const tenNextMorning = Date.parse('2026-11-26T10:00:00+08:00');
    expect([isBillReady('2026-11-25', tenNextMorning - 1), isBillReady('2026-11-25', tenNextMorning)]).toEqual([
      false,
      true,
    ]);
  });

  it('money that goes back because of a difference arrives within three days of its being confirmed [7.6.aa]', () => {
    const decidedAtMs = Date.parse('2026-11-26T10:00:00+08:00');
    const remedy = { state: 'confirmed', proposedAtMs: decidedAtMs - HOUR_MS, decidedAtMs };
    expect(remedyLifecycle.dueAtMs(remedy)).toBe(decidedAtMs + 3 * DAY_MS);
  });
});
