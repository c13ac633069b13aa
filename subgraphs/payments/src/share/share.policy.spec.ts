import { describe, expect, it } from '@jest/globals';
import { PLATFORM_FEE_TEXT } from '@heitu/standard';
import { feeText } from '../settlement/settlement.policy.ts';
import { freightFen, platformFeeFen, stationFen } from './share.policy.ts';

const kept = (baseFen: number, deliveryFen = 500) => ({ baseFen, deliveryFen });

describe('what whom is owed of an order', () => {
  it.each([
    ['all of the delivery', 6000, 100, 500],
    ['a part, the odd fen left with the seller', 6000, 33, 165],
    ['of what is left of it, where the buyer got more than the goods back', 101, 50, 50],
    ['nothing of an order that was given back whole', 0, 100, 0],
    ['nothing where no contract says so', 6000, 0, 0],
  ])('freight: %s', (_, baseFen, percent, fen) => {
    expect(freightFen(kept(baseFen), percent)).toBe(fen);
  });
  it.each([
    ['of the goods alone', 6000, 30, 165],
    ['nothing of an order of which only the delivery is left', 500, 30, 0],
    ['nothing of less than that', 400, 30, 0],
  ])('a station: %s', (_, baseFen, permille, fen) => {
    expect(stationFen(kept(baseFen), permille)).toBe(fen);
  });
  it('the platform: by the contract, or by the published price list', () => {
    expect(platformFeeFen(kept(6000), undefined)).toBe(60);
    expect(platformFeeFen(kept(6000), { feePermille: 20, feeOn: 'goods' })).toBe(110);
    expect(platformFeeFen(kept(6000), { feePermille: 0 })).toBe(0);
  });
  it('the fee is said as it is taken, with the period that it holds for', () => {
    expect(feeText(null)).toBe(PLATFORM_FEE_TEXT);
    const contract = { number: 'HT-1', validUntil: '2027-12-31' };
    expect(feeText({ ...contract, terms: {} })).toBe(PLATFORM_FEE_TEXT);
    expect(feeText({ ...contract, terms: { feePermille: 25, feeOn: 'goods' } })).toBe(
      '按签好的合同，平台服务费为货款的2.5%，到2027-12-31为止',
    );
    expect(feeText({ ...contract, terms: { feeOn: 'goods-and-delivery' } })).toContain('货款加运费的1%');
  });
});
