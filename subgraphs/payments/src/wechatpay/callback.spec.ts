import { describe, expect, it } from '@jest/globals';
import { configFor, encrypt, MCHID, signedHeaders } from './fake-wechatpay.fixture.ts';
import { WechatpayChannel } from './wechatpay-channel.ts';

const channel = new WechatpayChannel(configFor('http://127.0.0.1:9'));

const combined = {
  combine_appid: 'wx8888888888888888',
  combine_mchid: MCHID,
  combine_out_trade_no: 'C00001',
  sub_orders: [
    {
      mchid: MCHID,
      sub_mchid: '1900000201',
      trade_type: 'JSAPI',
      trade_state: 'SUCCESS',
      bank_type: 'CMC',
      attach: 'C00001',
      amount: { total_amount: 12830, currency: 'CNY', payer_amount: 12830, payer_currency: 'CNY' },
      success_time: '2026-11-25T09:00:00+08:00',
      transaction_id: '4200001',
      out_trade_no: 'S00001',
    },
  ],
  combine_payer_info: { openid: 'openid1' },
};
const refunded = {
  sp_mchid: MCHID,
  sub_mchid: '1900000201',
  transaction_id: '4200001',
  out_trade_no: 'S00001',
  refund_id: '5030001',
  out_refund_no: 'R00001',
  refund_status: 'ABNORMAL',
  user_received_account: '招商银行信用卡0403',
  amount: { total: 12830, refund: 2830, payer_total: 12830, payer_refund: 2830 },
};

const notice = (type: string, resource: object) =>
  JSON.stringify({
    id: 'EV-1',
    create_time: '2026-11-25T09:00:00+08:00',
    resource_type: 'encrypt-resource',
    event_type: type,
    summary: '通知',
    resource,
  });
const parse = (body: string, over: Parameters<typeof signedHeaders>[1] = {}) =>
  channel.parseCallback(signedHeaders(body, over), Buffer.from(body));

describe('callbacks', () => {
  it('reads a combined payment', async () => {
    expect(await parse(notice('TRANSACTION.SUCCESS', encrypt(JSON.stringify(combined))))).toEqual({
      ok: true,
      notice: {
        kind: 'payment',
        noticeId: 'EV-1',
        outTradeNo: 'C00001',
        subOrders: [
          {
            outTradeNo: 'S00001',
            merchant: '1900000201',
            state: 'paid',
            transactionId: '4200001',
            totalFen: 12830,
            paidAt: new Date('2026-11-25T01:00:00Z'),
          },
        ],
      },
    });
  });

  it('reads an abnormal refund, also one without associated data', async () => {
    expect(await parse(notice('REFUND.ABNORMAL', encrypt(JSON.stringify(refunded), '')))).toEqual({
      ok: true,
      notice: {
        kind: 'refund',
        noticeId: 'EV-1',
        refundId: '5030001',
        outRefundNo: 'R00001',
        transactionId: '4200001',
        outTradeNo: 'S00001',
        merchant: '1900000201',
        state: 'abnormal',
        receivedBy: 'buyer',
        refundFen: 2830,
        totalFen: 12830,
        succeededAt: null,
      },
    });
  });

  it('refuses what is altered, old, from a stranger, or a probe', async () => {
    const body = notice('TRANSACTION.SUCCESS', encrypt(JSON.stringify(combined)));
    expect(await channel.parseCallback(signedHeaders(body), Buffer.from(`${body} `))).toEqual({
      ok: false,
      reason: 'bad-signature',
    });
    expect(await parse(body, { at: new Date('2026-11-25T00:54:00Z') })).toEqual({ ok: false, reason: 'stale' });
    expect(await parse(body, { serial: 'PUB_KEY_ID_forged' })).toEqual({ ok: false, reason: 'unknown-serial' });
    expect(await parse(body, { signature: 'WECHATPAY/SIGNTEST/xyz' })).toEqual({ ok: false, reason: 'probe' });
    expect(await channel.parseCallback({}, Buffer.from(body))).toEqual({ ok: false, reason: 'bad-signature' });
    expect(await parse('x'.repeat(300_000))).toEqual({ ok: false, reason: 'bad-signature' });
  });

  it('refuses what it cannot decrypt or read, although well signed', async () => {
    const resource = encrypt(JSON.stringify(combined));
    const flipped = {
      ...resource,
      ciphertext: `${resource.ciphertext[0] === 'A' ? 'B' : 'A'}${resource.ciphertext.slice(1)}`,
    };
    for (const body of [
      notice('TRANSACTION.SUCCESS', encrypt('{}', 'transaction', 'ffffffffffffffffffffffffffffffff')),
      notice('TRANSACTION.SUCCESS', flipped),
      notice('TRANSACTION.SUCCESS', { ...resource, associated_data: 'other' }),
      notice('TRANSACTION.SUCCESS', { ...resource, algorithm: 'none' }),
      notice(
        'TRANSACTION.SUCCESS',
        encrypt(JSON.stringify({ ...combined, sub_orders: [{ ...combined.sub_orders[0], trade_state: 'MAYBE' }] })),
      ),
      notice(
        'TRANSACTION.SUCCESS',
        encrypt(
          JSON.stringify({ ...combined, sub_orders: [{ ...combined.sub_orders[0], amount: { total_amount: 128.3 } }] }),
        ),
      ),
      'not json',
      'null',
    ])
      expect(await parse(body)).toEqual({ ok: false, reason: 'undecryptable' });
  });

  it("refuses other merchants' and unknown notices", async () => {
    for (const body of [
      notice('TRANSACTION.SUCCESS', encrypt(JSON.stringify({ ...combined, combine_mchid: '1900000999' }))),
      notice('REFUND.SUCCESS', encrypt(JSON.stringify({ ...refunded, sp_mchid: '1900000999' }))),
      notice('PROFITSHARING', encrypt(JSON.stringify({ mchid: MCHID }))),
    ])
      expect(await parse(body)).toEqual({ ok: false, reason: 'not-ours' });
  });
});
