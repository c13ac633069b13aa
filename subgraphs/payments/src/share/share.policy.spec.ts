import { describe, expect, it } from '@jest/globals';
import { feeTaken, feeTextFor, type AgreedFee, type Fee } from '../platform-fee/platform-fee.policy.ts';
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
  it('the platform: by the contract, by what is published, or nothing', () => {
    const published = { permille: 10, feeOn: 'goods-and-delivery' } as const;
    const taken = (agreed?: AgreedFee, list: Fee | null = published) =>
      platformFeeFen(kept(6000), feeTaken(agreed, list));
    expect(taken()).toBe(60);
    expect(taken({ feePermille: 20, feeOn: 'goods' })).toBe(110);
    expect(taken({ feePermille: 20 })).toBe(120);
    expect(taken({ feeOn: 'goods' })).toBe(55);
    expect(taken({ feePermille: 0 })).toBe(0);
    expect(taken(undefined, null)).toBe(0);
  });
  it('the fee is said as it is taken, with the period that it holds for', () => {
    const published = { permille: 12, feeOn: 'goods-and-delivery' } as const;
    const said = '平台服务费为成交额（含配送费，不含已退款部分）的1.2%，结算时从货款中扣除';
    expect(feeTextFor(null, published)).toBe(said);
    expect(feeTextFor(null, null)).toBe('平台不收服务费');
    const contract = { number: 'HT-1', validUntil: '2027-12-31' };
    expect(feeTextFor({ ...contract, terms: {} }, published)).toBe(said);
    expect(feeTextFor({ ...contract, terms: { feePermille: 25, feeOn: 'goods' } }, published)).toBe(
      '按签好的合同，平台服务费为货款的2.5%，到2027-12-31为止',
    );
    expect(feeTextFor({ ...contract, terms: { feeOn: 'goods' } }, published)).toContain('货款的1.2%');
  });
});
