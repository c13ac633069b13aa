import { createHash, verify } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  configFor,
  KEY_ID,
  MCHID,
  merchantKeys,
  NOW,
  startFake,
  type Reply,
  type Seen,
} from './fake-wechatpay.fixture.ts';
import type { PlaceCombined } from './payment-channel.ts';
import { WechatpayChannel, type WechatpayConfig } from './wechatpay-channel.ts';

const running: { close: () => Promise<void> }[] = [];
afterEach(async () => void (await Promise.all(running.splice(0).map((fake) => fake.close()))));

async function withAnswer(answer: Reply | ((request: Seen) => Reply), over: Partial<WechatpayConfig> = {}) {
  const fake = await startFake(typeof answer === 'function' ? answer : () => answer);
  running.push(fake);
  return { channel: new WechatpayChannel(configFor(fake.url, over)), seen: fake.seen, url: fake.url };
}

/** As WeChat would judge it: by the bytes that arrived. */
function wellSigned({ method, target, body, headers }: Seen): boolean {
  const [, mchid, nonce, timestamp, signature] =
    /mchid="(.*?)",nonce_str="(.*?)",timestamp="(.*?)",.*signature="(.*?)"$/.exec(headers.authorization!)!;
  const lines = `${method}\n${target}\n${timestamp}\n${nonce}\n${body}\n`;
  return (
    mchid === MCHID && verify('sha256', Buffer.from(lines), merchantKeys.publicKey, Buffer.from(signature!, 'base64'))
  );
}

const order: PlaceCombined = {
  outTradeNo: 'C00001',
  openid: 'openid1',
  description: '黑土优选',
  expiresAt: new Date('2026-11-25T01:15:00Z'),
  subOrders: [
    { outTradeNo: 'S00001', merchant: '1900000201', totalFen: 12830, description: '五常大米`,`5kg\n' },
    { outTradeNo: 'S00002', merchant: '1900000202', totalFen: 1, description: '' },
  ],
  notifyUrl: 'https://heitu.example/callbacks/pay',
};

describe('combined orders', () => {
  it('places one order for all sellers, signed over exactly what it sends', async () => {
    const { channel, seen } = await withAnswer({ body: { prepay_id: 'wx201410272009395522657a690389285100' } });
    expect(await channel.placeCombined(order)).toEqual({
      ok: true,
      value: { prepayId: 'wx201410272009395522657a690389285100' },
    });
    const [request] = seen;
    expect(JSON.parse(request!.body)).toEqual({
      combine_appid: 'wx8888888888888888',
      combine_mchid: MCHID,
      combine_out_trade_no: 'C00001',
      sub_orders: [
        {
          mchid: MCHID,
          sub_mchid: '1900000201',
          out_trade_no: 'S00001',
          attach: 'C00001',
          amount: { total_amount: 12830, currency: 'CNY' },
          description: '五常大米 , 5kg ',
          settle_info: { profit_sharing: true },
        },
        {
          mchid: MCHID,
          sub_mchid: '1900000202',
          out_trade_no: 'S00002',
          attach: 'C00001',
          amount: { total_amount: 1, currency: 'CNY' },
          description: '黑土优选',
          settle_info: { profit_sharing: true },
        },
      ],
      combine_payer_info: { openid: 'openid1' },
      time_expire: '2026-11-25T09:15:00+08:00',
      notify_url: 'https://heitu.example/callbacks/pay',
    });
    expect(request!.headers['wechatpay-serial']).toBe(KEY_ID);
    expect(request!.target).toBe('/v3/combine-transactions/jsapi');
    expect(wellSigned(request!)).toBe(true);
  });

  it('throws on amounts and counts that are bugs, and sends nothing', async () => {
    const { channel, seen } = await withAnswer({ body: { prepay_id: 'x' } });
    for (const totalFen of [0, -1, 1.5, 2 ** 53])
      expect(() => channel.placeCombined({ ...order, subOrders: [{ ...order.subOrders[0]!, totalFen }] })).toThrow(
        'not an amount',
      );
    expect(() => channel.placeCombined({ ...order, subOrders: [] })).toThrow('1 to 50');
    expect(seen).toEqual([]);
  });

  it('signs the parameters of the payment dialogue over the four lines', () => {
    const parameters = new WechatpayChannel(configFor('http://127.0.0.1:9')).clientParameters('wx1');
    expect(parameters).toMatchObject({
      timeStamp: String(NOW.getTime() / 1000),
      package: 'prepay_id=wx1',
      signType: 'RSA',
    });
    const lines = `wx8888888888888888\n${parameters.timeStamp}\n${parameters.nonceStr}\nprepay_id=wx1\n`;
    expect(
      verify('sha256', Buffer.from(lines), merchantKeys.publicKey, Buffer.from(parameters.paySign, 'base64')),
    ).toBe(true);
  });

  it('reads what became of each sub order', async () => {
    const sub = (state: string, more = {}) => ({
      mchid: MCHID,
      sub_mchid: '1900000201',
      out_trade_no: `S-${state}`,
      trade_state: state,
      ...more,
    });
    const paid = { amount: { total_amount: 100 }, transaction_id: '42', success_time: '2026-11-25T09:00:00+08:00' };
    const { channel } = await withAnswer({
      body: {
        combine_mchid: MCHID,
        combine_out_trade_no: 'C00001',
        sub_orders: [
          sub('NOTPAY'),
          sub('CLOSED', { amount: { total_amount: 100 } }),
          sub('SUCCESS', paid),
          sub('REFUND', paid),
        ],
      },
    });
    const shared = { merchant: '1900000201' };
    const settled = { ...shared, transactionId: '42', totalFen: 100, paidAt: NOW };
    expect(await channel.queryCombined('C00001')).toEqual({
      ok: true,
      value: [
        { ...shared, outTradeNo: 'S-NOTPAY', state: 'unpaid', transactionId: null, totalFen: null, paidAt: null },
        { ...shared, outTradeNo: 'S-CLOSED', state: 'closed', transactionId: null, totalFen: 100, paidAt: null },
        { ...settled, outTradeNo: 'S-SUCCESS', state: 'paid' },
        { ...settled, outTradeNo: 'S-REFUND', state: 'refunded' },
      ],
    });
  });

  it('closes all sub orders; an empty signed answer is enough', async () => {
    const { channel, seen } = await withAnswer({ status: 204 });
    expect(await channel.closeCombined('C00001', order.subOrders)).toEqual({ ok: true, value: null });
    expect(seen[0]!.target).toBe('/v3/combine-transactions/out-trade-no/C00001/close');
    expect(JSON.parse(seen[0]!.body).sub_orders).toEqual([
      { mchid: MCHID, sub_mchid: '1900000201', out_trade_no: 'S00001' },
      { mchid: MCHID, sub_mchid: '1900000202', out_trade_no: 'S00002' },
    ]);
  });
});

describe('what is not a success', () => {
  const codeOf = async (answer: Reply, over: Partial<WechatpayConfig> = {}) => {
    const { channel, seen } = await withAnswer(answer, over);
    const result = await channel.closeCombined('C00001', order.subOrders);
    expect(seen.length).toBe(1);
    return result.ok ? result : result.error;
  };

  it('a signed refusal is a refusal', async () => {
    expect(await codeOf({ status: 400, body: { code: 'ORDER_PAID', message: '订单已支付' } })).toEqual({
      outcome: 'refused',
      code: 'ORDER_PAID',
      meaning: 'already-paid',
      message: '订单已支付',
      status: 400,
      retryable: false,
    });
    expect(await codeOf({ status: 429, body: { code: 'FREQUENCY_LIMITED', message: '' } })).toMatchObject({
      outcome: 'refused',
      meaning: 'not-ready',
      retryable: true,
    });
  });

  it('an unsigned refusal decides nothing', async () => {
    expect(
      await codeOf({ status: 404, body: { code: 'ORDER_NOT_EXIST', message: '订单不存在' }, sign: false }),
    ).toEqual({
      outcome: 'unknown',
      code: 'UNVERIFIED_ANSWER',
      meaning: 'other',
      message: 'bad-signature: ORDER_NOT_EXIST 订单不存在',
      status: 404,
      retryable: false,
    });
  });

  it('a success under a forged, foreign or probing signature decides nothing', async () => {
    for (const [name, value] of [
      ['signature', 'AAAA'],
      ['serial', 'PUB_KEY_ID_forged'],
      ['timestamp', '1700000000'],
      ['signature', 'WECHATPAY/SIGNTEST/AAAA'],
    ])
      expect(await codeOf({ body: { prepay_id: 'x' }, headers: { [`wechatpay-${name}`]: value! } })).toMatchObject({
        outcome: 'unknown',
        code: 'UNVERIFIED_ANSWER',
      });
  });

  it("the provider's own fault is an unknown outcome", async () => {
    expect(await codeOf({ status: 500, body: { code: 'SYSTEM_ERROR', message: '系统错误' } })).toMatchObject({
      outcome: 'unknown',
      code: 'SYSTEM_ERROR',
      retryable: true,
    });
    expect(await codeOf({ status: 502, body: '<html>bad gateway</html>', sign: false })).toMatchObject({
      outcome: 'unknown',
      status: 502,
      retryable: true,
    });
    expect(await codeOf({ status: 302, headers: { location: 'http://127.0.0.1:9/' } })).toMatchObject({
      outcome: 'unknown',
    });
  });

  it('a time-out is an unknown outcome, and the call is not repeated', async () => {
    expect(await codeOf({ status: 204, delayMs: 1000 }, { timeoutMs: 100 })).toMatchObject({
      outcome: 'unknown',
      code: 'TIMEOUT',
      status: null,
      retryable: true,
    });
  });

  it('a dead line is an unknown outcome', async () => {
    const channel = new WechatpayChannel(configFor('http://127.0.0.1:9'));
    expect(await channel.balance('1900000201')).toMatchObject({
      ok: false,
      error: { outcome: 'unknown', code: 'NETWORK', status: null },
    });
  });

  it('a well-signed answer that lacks what was asked is an unknown outcome', async () => {
    const { channel } = await withAnswer({ body: { prepay: 'x' } });
    expect(await channel.placeCombined(order)).toMatchObject({
      ok: false,
      error: { outcome: 'unknown', code: 'MALFORMED_ANSWER' },
    });
  });
});

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

describe('the bill of a day', () => {
  const text =
    '交易时间\r\n总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n`0,`0.00,`0.00,`0.00,`0.00,`0.00,`0.00\r\n';
  const answers =
    (hash: string) =>
    ({ target, headers }: Seen): Reply =>
      target.startsWith('/v3/bill/tradebill')
        ? {
            body: {
              hash_type: 'SHA1',
              hash_value: hash,
              download_url: 'https://api.mch.weixin.qq.com/v3/billdownload/file?token=a%2Bb&tartype=gzip',
            },
          }
        : { sign: false, status: headers.authorization ? 200 : 401, body: gzipSync(text) };

  it('is downloaded signed, without a signature to check, and judged by its hash', async () => {
    const { channel, seen } = await withAnswer(answers(createHash('sha1').update(text).digest('hex')));
    expect(await channel.downloadTradeBill('2026-11-24')).toEqual({
      ok: true,
      value: { date: '2026-11-24', rows: [] },
    });
    expect(seen.map((request) => request.target)).toEqual([
      '/v3/bill/tradebill?bill_date=2026-11-24&bill_type=ALL&tar_type=GZIP',
      '/v3/billdownload/file?token=a%2Bb&tartype=gzip',
    ]);
  });

  it('is found under a base address with a path, which is signed too', async () => {
    const hash = createHash('sha1').update(text).digest('hex');
    const fake = await startFake(({ target }) =>
      target.startsWith('/pay/v3/bill/tradebill')
        ? {
            body: {
              hash_type: 'SHA1',
              hash_value: hash,
              download_url: 'http://other.example/pay/v3/billdownload/file?token=1',
            },
          }
        : { sign: false, body: text },
    );
    running.push(fake);
    const channel = new WechatpayChannel(configFor(`${fake.url}/pay/`));
    expect((await channel.downloadTradeBill('2026-11-24')).ok).toBe(true);
    expect(fake.seen.map(wellSigned)).toEqual([true, true]);
  });

  it('is refused when it is not the one whose hash was signed', async () => {
    const { channel } = await withAnswer(answers('0'.repeat(40)));
    expect(await channel.downloadTradeBill('2026-11-24')).toMatchObject({
      ok: false,
      error: { outcome: 'unknown', code: 'WRONG_HASH' },
    });
  });

  it('of a day without trades is empty', async () => {
    const { channel } = await withAnswer({
      status: 400,
      body: { code: 'NO_STATEMENT_EXIST', message: '账单文件不存在' },
    });
    expect(await channel.downloadTradeBill('2026-11-24')).toEqual({
      ok: true,
      value: { date: '2026-11-24', rows: [] },
    });
  });
});
