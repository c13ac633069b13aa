import { afterEach, describe, expect, it } from '@jest/globals';
import { closeFakes, MCHID, NOW, withAnswer } from './fake-wechatpay.fixture.ts';

afterEach(closeFakes);

describe('refunds and advances', () => {
  const input = {
    transactionId: '42',
    merchant: '1900000201',
    outRefundNo: 'R00001',
    refundFen: 2830,
    totalFen: 12830,
    reason: '少发一袋',
    notifyUrl: 'https://heitu.example/callbacks/refund',
  } as const;

  it("refunds from the seller's account or with the platform's advance", async () => {
    const { channel, seen } = await withAnswer({
      body: {
        refund_id: '50',
        out_refund_no: 'R00001',
        create_time: '2026-11-25T09:00:00+08:00',
        amount: { refund: 2830, payer_refund: 2830, advance: 2830 },
      },
    });
    expect(await channel.refund({ ...input, source: 'platform-advance' })).toEqual({
      ok: true,
      value: { refundId: '50', outRefundNo: 'R00001', refundFen: 2830, advanceFen: 2830 },
    });
    await channel.refund({ ...input, source: 'seller' });
    expect(seen.map(({ target, body }) => [target, JSON.parse(body).refund_account])).toEqual([
      ['/v3/ecommerce/refunds/apply', 'REFUND_SOURCE_PARTNER_ADVANCE'],
      ['/v3/ecommerce/refunds/apply', 'REFUND_SOURCE_SUB_MERCHANT'],
    ]);
    expect(JSON.parse(seen[0]!.body)).toEqual({
      sub_mchid: '1900000201',
      sp_appid: 'wx8888888888888888',
      transaction_id: '42',
      out_refund_no: 'R00001',
      reason: '少发一袋',
      amount: { refund: 2830, total: 12830, currency: 'CNY' },
      notify_url: 'https://heitu.example/callbacks/refund',
      refund_account: 'REFUND_SOURCE_PARTNER_ADVANCE',
    });
  });

  it('asks what became of a refund', async () => {
    const { channel, seen } = await withAnswer({
      body: {
        refund_id: '50',
        out_refund_no: 'R00001',
        transaction_id: '42',
        out_trade_no: 'S00001',
        status: 'SUCCESS',
        success_time: '2026-11-25T09:00:00+08:00',
        create_time: '',
        amount: { refund: 2830, payer_refund: 2830 },
      },
    });
    expect(await channel.queryRefund('R00001', '1900000201')).toEqual({
      ok: true,
      value: {
        refundId: '50',
        outRefundNo: 'R00001',
        refundFen: 2830,
        advanceFen: 0,
        transactionId: '42',
        outTradeNo: 'S00001',
        state: 'succeeded',
        receivedBy: 'buyer',
        succeededAt: NOW,
      },
    });
    expect(seen[0]!.target).toBe('/v3/ecommerce/refunds/out-refund-no/R00001?sub_mchid=1900000201');
  });

  it('recovers an advance from the seller', async () => {
    const { channel, seen } = await withAnswer({
      body: {
        refund_id: '50',
        advance_return_id: 'A1',
        return_amount: 2830,
        payer_mchid: '1900000201',
        payer_account: 'BASIC',
        payee_mchid: MCHID,
        payee_account: 'OPERATION',
        result: 'SUCCESS',
        success_time: '2026-11-25T09:00:00+08:00',
      },
    });
    const expected = {
      ok: true,
      value: {
        refundId: '50',
        returnId: 'A1',
        amountFen: 2830,
        payer: '1900000201',
        payee: MCHID,
        state: 'succeeded',
        succeededAt: NOW,
      },
    };
    expect(await channel.returnAdvance('50', '1900000201')).toEqual(expected);
    expect(await channel.queryAdvanceReturn('50', '1900000201')).toEqual(expected);
    expect(seen.map((request) => `${request.method} ${request.target}`)).toEqual([
      'POST /v3/ecommerce/refunds/50/return-advance',
      'GET /v3/ecommerce/refunds/50/return-advance?sub_mchid=1900000201',
    ]);
  });
});
