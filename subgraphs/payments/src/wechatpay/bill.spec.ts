import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { plainBill, type BillHash } from './bill-text.ts';
import { parseTradeBill } from './bill.ts';
import { fenFromYuan } from './values.ts';

const HEADER =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const PAID =
  '`2026-11-24 08:35:41,`wx1,`1900000109,`1900000201,`,`4200001,`S1,`openid1,`JSAPI,`SUCCESS,`PSBC_DEBIT,`CNY,`128.30,`0.00,`0,`0,`0.00,`0.00,`,`,`五常大米, 5kg,`C1,`0.77000,`0.60%,`128.30,`0.00,`';
const REFUNDED =
  '`2026-11-24 09:00:00,`wx1,`1900000109,`1900000201,`,`4200001,`S1,`openid1,`JSAPI,`REFUND,`PSBC_DEBIT,`CNY,`0.00,`0.00,`5030001,`R1,`28.30,`0.00,`ORIGINAL,`SUCCESS,`五常大米, 5kg,`C1,`-0.17000,`0.60%,`0.00,`28.30,`';
const SUMMARY = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';
const TOTALS = '`2,`128.30,`28.30,`0.00,`0.60000,`128.30,`28.30';
const bill = (totals = TOTALS) => `\uFEFF${[HEADER, PAID, REFUNDED, SUMMARY, totals].join('\r\n')}\r\n`;
const readTradeBill = (bytes: Buffer, hash: BillHash) => {
  const plain = plainBill(bytes, hash);
  return plain.ok ? parseTradeBill(plain.bytes.toString('utf8')) : plain;
};
const sha1 = (text: string) => ({ type: 'SHA1', value: createHash('sha1').update(text).digest('hex') });

describe('yuan to fen', () => {
  it.each([
    ['6.00', 600],
    ['0.04000', 4],
    ['-0.17000', -17],
    ['0.29', 29],
    ['1.1', 110],
    ['70368744177.65', 7036874417765],
    ['0', 0],
    ['-0.00', 0],
  ])('%s is %d', (text, fen) => expect(fenFromYuan(text)).toBe(fen));

  it.each(['', '1.005', '0.036', '1e3', '１', '1,000.00', '--1', '.5', '1.', '99999999999999.00'])(
    '%p is no amount',
    (text) => expect(fenFromYuan(text)).toBeNull(),
  );
});

describe('trade bill', () => {
  it('reads payments and refunds, commas in names included', () => {
    const read = parseTradeBill(bill());
    expect(read).toEqual({
      ok: true,
      rows: [
        {
          kind: 'payment',
          tradedAt: new Date('2026-11-24T00:35:41Z'),
          merchant: '1900000201',
          transactionId: '4200001',
          outTradeNo: 'S1',
          openid: 'openid1',
          description: '五常大米, 5kg',
          attach: 'C1',
          orderFen: 12830,
          settleFen: 12830,
          refundId: null,
          outRefundNo: null,
          refundFen: 0,
          requestedRefundFen: 0,
          refundState: null,
          feeFen: 77,
        },
        {
          kind: 'refund',
          tradedAt: new Date('2026-11-24T01:00:00Z'),
          merchant: '1900000201',
          transactionId: '4200001',
          outTradeNo: 'S1',
          openid: 'openid1',
          description: '五常大米, 5kg',
          attach: 'C1',
          orderFen: 0,
          settleFen: 0,
          refundId: '5030001',
          outRefundNo: 'R1',
          refundFen: 2830,
          requestedRefundFen: 2830,
          refundState: 'succeeded',
          feeFen: -17,
        },
      ],
    });
  });

  it('refuses sums and counts that the lines do not make', () => {
    expect(parseTradeBill(bill(TOTALS.replace('`28.30,`0.00', '`28.31,`0.00')))).toMatchObject({
      ok: false,
      code: 'SUMMARY_MISMATCH',
    });
    expect(parseTradeBill(bill(TOTALS.replace('`2', '`3')))).toMatchObject({ ok: false, code: 'SUMMARY_MISMATCH' });
  });

  it('refuses what it cannot read rather than skip it', () => {
    for (const broken of [
      '',
      HEADER,
      bill().replace('`128.30,`0.00', '`一百,`0.00'),
      bill().replace('JSAPI,', ''),
      bill().replace('`SUCCESS,`PSBC', '`PAYING,`PSBC'),
      bill().replace('特约商户号', '商户'),
    ])
      expect(parseTradeBill(broken)).toMatchObject({ ok: false, code: 'UNREADABLE_BILL' });
  });

  it('checks the hash over the plain text, compressed or not', () => {
    const text = bill();
    expect(readTradeBill(Buffer.from(text), sha1(text)).ok).toBe(true);
    expect(readTradeBill(gzipSync(text), sha1(text)).ok).toBe(true);
    expect(readTradeBill(Buffer.from(text.replace('4200001', '4200002')), sha1(text))).toMatchObject({
      ok: false,
      code: 'WRONG_HASH',
    });
    expect(readTradeBill(Buffer.from(text), { type: 'SHA1', value: '' })).toMatchObject({
      ok: false,
      code: 'WRONG_HASH',
    });
    expect(readTradeBill(Buffer.from(text), { type: 'MD5', value: sha1(text).value })).toMatchObject({
      ok: false,
      code: 'WRONG_HASH',
    });
    expect(readTradeBill(gzipSync(text).subarray(0, 40), sha1(text))).toMatchObject({
      ok: false,
      code: 'UNREADABLE_BILL',
    });
  });
});
