import { afterEach, describe, expect, it } from '@jest/globals';
import { closeFakes, MCHID, withAnswer } from './fake-wechatpay.fixture.ts';

afterEach(closeFakes);

describe('profit sharing', () => {
  const share = {
    sub_mchid: '1900000201',
    transaction_id: '42',
    out_order_no: 'P00001',
    order_id: '30',
    status: 'FINISHED',
    receivers: [
      {
        type: 'MERCHANT_ID',
        receiver_account: MCHID,
        amount: 640,
        description: '服务费',
        result: 'CLOSED',
        fail_reason: 'NO_RELATION',
        finish_time: '',
        detail_id: '36',
      },
    ],
  };
  const reference = { transactionId: '42', merchant: '1900000201', outOrderNo: 'P00001' };

  it('shares, and tells a finished share from a paid receiver', async () => {
    const { channel, seen } = await withAnswer({ body: share });
    const expected = {
      ok: true,
      value: {
        outOrderNo: 'P00001',
        shareId: '30',
        state: 'finished',
        receivers: [{ account: MCHID, amountFen: 640, result: 'closed', failReason: 'NO_RELATION' }],
      },
    };
    expect(
      await channel.shareProfit({
        ...reference,
        receivers: [{ account: MCHID, amountFen: 640, description: '服务费' }],
        finish: true,
      }),
    ).toEqual(expected);
    expect(await channel.queryShare(reference)).toEqual(expected);
    expect(JSON.parse(seen[0]!.body)).toEqual({
      appid: 'wx8888888888888888',
      sub_mchid: '1900000201',
      transaction_id: '42',
      out_order_no: 'P00001',
      receivers: [{ type: 'MERCHANT_ID', receiver_account: MCHID, amount: 640, description: '服务费' }],
      finish: true,
    });
    expect(seen[1]!.target).toBe(
      '/v3/ecommerce/profitsharing/orders?sub_mchid=1900000201&transaction_id=42&out_order_no=P00001',
    );
  });

  it('unfreezes the rest, takes shares back, registers receivers', async () => {
    const { channel, seen } = await withAnswer(({ target }) => ({
      body: target.includes('returnorders')
        ? {
            sub_mchid: '1900000201',
            order_id: '30',
            out_order_no: 'P00001',
            out_return_no: 'B00001',
            return_mchid: MCHID,
            amount: 640,
            return_no: '31',
            result: 'FAILED',
            fail_reason: 'TIME_OUT_CLOSED',
            finish_time: '',
          }
        : { order_id: '32', type: 'MERCHANT_ID', account: MCHID },
    }));
    expect(await channel.finishShare({ ...reference, description: '完结' })).toEqual({
      ok: true,
      value: { shareId: '32' },
    });
    const back = {
      ok: true,
      value: {
        outReturnNo: 'B00001',
        returnId: '31',
        account: MCHID,
        amountFen: 640,
        state: 'failed',
        failReason: 'TIME_OUT_CLOSED',
      },
    };
    expect(
      await channel.returnShare({
        merchant: '1900000201',
        outOrderNo: 'P00001',
        outReturnNo: 'B00001',
        account: MCHID,
        amountFen: 640,
        description: '退款',
      }),
    ).toEqual(back);
    expect(
      await channel.queryShareReturn({ merchant: '1900000201', outOrderNo: 'P00001', outReturnNo: 'B00001' }),
    ).toEqual(back);
    expect(await channel.registerReceiver({ account: MCHID, name: '黑土平台', relation: 'platform' })).toEqual({
      ok: true,
      value: null,
    });
    expect(seen.map((request) => `${request.method} ${request.target}`)).toEqual([
      'POST /v3/ecommerce/profitsharing/finish-order',
      'POST /v3/ecommerce/profitsharing/returnorders',
      'GET /v3/ecommerce/profitsharing/returnorders?sub_mchid=1900000201&out_order_no=P00001&out_return_no=B00001',
      'POST /v3/ecommerce/profitsharing/receivers/add',
    ]);
  });

  it('reads a balance', async () => {
    const { channel } = await withAnswer({
      body: { sub_mchid: '1900000201', available_amount: 100, pending_amount: 28 },
    });
    expect(await channel.balance('1900000201')).toEqual({ ok: true, value: { availableFen: 100, pendingFen: 28 } });
  });
});
