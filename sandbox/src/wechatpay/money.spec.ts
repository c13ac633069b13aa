import { constants, createDecipheriv, createHash, privateDecrypt } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { combinedOrder, newNo, OPENID, paidOrder, startTestPlatform, type TestPlatform } from '../platform.fixture.ts';

let platform: TestPlatform;
let appid: string;
let mchid: string;
beforeAll(async () => {
  platform = await startTestPlatform();
  ({ appid, mchid } = platform.sandbox.settings.wechatPay);
});
afterAll(() => platform.close());

const merchantOf = async (sub: string): Promise<{ availableFen: number; frozenFen: number }> => {
  const { money } = await platform.state();
  expect(money.sumFen).toBe(0);
  const found = money.merchants.find((each: { mchid: string }) => each.mchid === sub);
  return found ? { availableFen: found.availableFen, frozenFen: found.frozenFen } : { availableFen: 0, frozenFen: 0 };
};

const refund = (
  order: { transactionIds: string[]; subOrders: { subMchid: string; totalFen: number }[] },
  i: number,
  refundFen: number,
  more: object = {},
) =>
  platform.pay('POST', '/v3/ecommerce/refunds/apply', {
    sub_mchid: order.subOrders[i]!.subMchid,
    sp_appid: appid,
    transaction_id: order.transactionIds[i],
    out_refund_no: newNo('R'),
    amount: { refund: refundFen, total: order.subOrders[i]!.totalFen, currency: 'CNY' },
    notify_url: `${platform.url}/callbacks/refund`,
    ...more,
  });

describe('the way of the money', () => {
  it('pays, calls back, refunds, shares and unfreezes, to the fen', async () => {
    const before = [await merchantOf('1900100001'), await merchantOf('1900100002')];
    const feesBefore = (await platform.state()).money.feesFen;
    platform.received.length = 0;
    const order = await paidOrder(platform, [12_345, 6_789]);
    const fees = [74, 41]; // 0.60 % of each, rounded to the fen
    await platform.control('/callbacks/flush', {});
    expect(platform.received).toHaveLength(1);
    const { notice, plain } = platform.open(platform.received[0]!);
    expect(notice).toMatchObject({
      event_type: 'TRANSACTION.SUCCESS',
      resource: { original_type: 'transaction', algorithm: 'AEAD_AES_256_GCM' },
    });
    expect(plain).toMatchObject({
      combine_mchid: mchid,
      combine_out_trade_no: order.outTradeNo,
      combine_payer_info: { openid: OPENID },
      sub_orders: [
        {
          mchid,
          sub_mchid: '1900100001',
          trade_state: 'SUCCESS',
          transaction_id: order.transactionIds[0],
          amount: { total_amount: 12_345, payer_amount: 12_345 },
        },
        {
          mchid,
          sub_mchid: '1900100002',
          trade_state: 'SUCCESS',
          transaction_id: order.transactionIds[1],
          amount: { total_amount: 6_789 },
        },
      ],
    });
    expect(await merchantOf('1900100001')).toEqual({
      ...before[0],
      frozenFen: before[0]!.frozenFen + 12_345 - fees[0]!,
    });

    // Two partial refunds of the second seller's order: the whole of it, so the whole fee comes back.
    const first = await refund(order, 1, 789);
    expect(first.json).toMatchObject({
      amount: { refund: 789, payer_refund: 789, advance: 0 },
      status: 'PROCESSING',
      refund_account: 'REFUND_SOURCE_SUB_MERCHANT',
    });
    expect((await refund(order, 1, 6_001)).json).toMatchObject({ code: 'INVALID_REQUEST' });
    await refund(order, 1, 6_000);
    expect(await merchantOf('1900100002')).toEqual(before[1]);
    await platform.control('/callbacks/flush', {});
    expect(platform.open(platform.received[1]!).plain).toMatchObject({
      sp_mchid: mchid,
      sub_mchid: '1900100002',
      out_refund_no: first.json.out_refund_no,
      refund_status: 'SUCCESS',
      amount: { total: 6_789, refund: 789 },
    });
    await platform.advance(MINUTE_MS);
    expect(
      (
        await platform.pay(
          'GET',
          `/v3/ecommerce/refunds/out-refund-no/${first.json.out_refund_no}?sub_mchid=1900100002`,
        )
      ).json,
    ).toMatchObject({ status: 'SUCCESS', refund_id: first.json.refund_id });
    expect(
      (await platform.pay('GET', `/v3/ecommerce/refunds/id/${first.json.refund_id}?sub_mchid=1900100001`)).status,
    ).toBe(404);

    // The first seller's order is divided: 5 % to the platform, 300 fen to somebody who was never added.
    await platform.pay('POST', '/v3/ecommerce/profitsharing/receivers/add', {
      appid,
      type: 'MERCHANT_ID',
      account: mchid,
      name: '平台',
      relation_type: 'PLATFORM',
    });
    const platformBefore = (await platform.state()).money.platform.availableFen;
    const outOrderNo = newNo('S');
    const share = {
      appid,
      sub_mchid: '1900100001',
      transaction_id: order.transactionIds[0],
      out_order_no: outOrderNo,
      finish: true,
      receivers: [
        { type: 'MERCHANT_ID', receiver_account: mchid, amount: 617, description: '技术服务费' },
        { type: 'MERCHANT_ID', receiver_account: '1900300000', amount: 300, description: '运费' },
      ],
    };
    expect((await platform.pay('POST', '/v3/ecommerce/profitsharing/orders', share)).json).toMatchObject({
      status: 'PROCESSING',
      receivers: [{ result: 'PENDING' }, { result: 'PENDING' }],
    });
    await platform.advance(MINUTE_MS);
    const shared = await platform.pay(
      'GET',
      `/v3/ecommerce/profitsharing/orders?sub_mchid=1900100001&transaction_id=${order.transactionIds[0]}&out_order_no=${outOrderNo}`,
    );
    expect(shared.json).toMatchObject({
      status: 'FINISHED',
      receivers: [
        { receiver_account: mchid, amount: 617, result: 'SUCCESS' },
        { receiver_account: '1900300000', amount: 300, result: 'CLOSED', fail_reason: 'NO_RELATION' },
      ],
    });
    expect((await platform.state()).money.platform.availableFen).toBe(platformBefore + 617);
    expect(await merchantOf('1900100001')).toEqual({
      availableFen: before[0]!.availableFen + 12_345 - fees[0]! - 617,
      frozenFen: before[0]!.frozenFen,
    });
    expect((await platform.pay('GET', '/v3/ecommerce/fund/balance/1900100001')).json).toMatchObject({
      available_amount: before[0]!.availableFen + 12_345 - 74 - 617,
      pending_amount: before[0]!.frozenFen,
    });
    expect((await platform.state()).money.feesFen).toBe(feesBefore + fees[0]!);

    // The share is given back, then all of the order is refunded from what the seller has.
    const back = {
      sub_mchid: '1900100001',
      out_order_no: outOrderNo,
      out_return_no: newNo('B'),
      return_mchid: mchid,
      amount: 617,
      description: '退款',
    };
    expect((await platform.pay('POST', '/v3/ecommerce/profitsharing/returnorders', back)).json).toMatchObject({
      result: 'SUCCESS',
      amount: 617,
    });
    expect(
      (await platform.pay('POST', '/v3/ecommerce/profitsharing/returnorders', { ...back, out_return_no: newNo('B') }))
        .json.code,
    ).toBe('INVALID_REQUEST');
    expect((await refund(order, 0, 12_345)).status).toBe(200);
    expect(await merchantOf('1900100001')).toEqual(before[0]);
    expect((await platform.state()).money.feesFen).toBe(feesBefore);
  });

  it('says two things of one refund when told to, by its notice, by its answer or by both; no money moves by it', async () => {
    const order = await paidOrder(platform, [5_000]);
    const done = await refund(order, 0, 2_000);
    await platform.advance(MINUTE_MS);
    const no = done.json.out_refund_no;
    const asked = async () =>
      (await platform.pay('GET', `/v3/ecommerce/refunds/out-refund-no/${no}?sub_mchid=1900100001`)).json;
    const before = (await platform.state()).money;
    expect(await asked()).toMatchObject({ status: 'SUCCESS', amount: { refund: 2_000 } });
    const say = (word: object) => platform.control('/wechatpay/refund-word', { outRefundNo: no, ...word });
    platform.received.length = 0;
    await say({ status: 'CLOSED', says: 'notice' });
    await platform.control('/callbacks/flush', {});
    expect(platform.received.map(({ body }) => JSON.parse(body).event_type)).toEqual(['REFUND.CLOSED']);
    expect(await asked()).toMatchObject({ status: 'SUCCESS' });
    await say({ status: 'CLOSED', says: 'query' });
    expect(await asked()).toMatchObject({ status: 'CLOSED' });
    expect((await asked()).success_time).toBeUndefined();
    expect(platform.received).toHaveLength(1);
    await say({ status: 'SUCCESS', refundFen: 1_999, receiver: 'seller', says: 'query' });
    expect(await asked()).toMatchObject({
      status: 'SUCCESS',
      amount: { refund: 1_999 },
      user_received_account: '商户结算银行账户',
    });
    expect(await platform.control('/wechatpay/refund-word', { outRefundNo: 'nobody', status: 'CLOSED' })).toMatchObject(
      {
        missing: 'nobody',
      },
    );
    expect((await platform.state()).money).toEqual(before);
  });

  it('lets the platform advance a refund and get it back once the seller has money', async () => {
    const order = await paidOrder(platform, [5_000]);
    await platform.advance(2 * MINUTE_MS);
    const start = await platform.state();
    const advanced = await refund(order, 0, 2_000, { refund_account: 'REFUND_SOURCE_PARTNER_ADVANCE' });
    expect(advanced.json).toMatchObject({
      refund_account: 'REFUND_SOURCE_PARTNER_ADVANCE',
      amount: { refund: 2_000, advance: 2_000 },
    });
    expect((await platform.state()).money.platform.availableFen).toBe(start.money.platform.availableFen - 2_000);
    const target = `/v3/ecommerce/refunds/${advanced.json.refund_id}/return-advance`;
    expect((await platform.pay('POST', target, { sub_mchid: '1900100001' })).json).toMatchObject({
      code: 'NOT_ENOUGH',
    });
    expect((await platform.pay('GET', `${target}?sub_mchid=1900100001`)).status).toBe(404);
    await platform.pay('POST', '/v3/ecommerce/profitsharing/finish-order', {
      sub_mchid: '1900100001',
      transaction_id: order.transactionIds[0],
      out_order_no: newNo('F'),
      description: '完结',
    });
    const returned = await platform.pay('POST', target, { sub_mchid: '1900100001' });
    expect(returned.json).toMatchObject({
      result: 'SUCCESS',
      return_amount: 2_000,
      payer_mchid: '1900100001',
      payee_mchid: mchid,
    });
    expect((await platform.pay('POST', target, { sub_mchid: '1900100001' })).json).toEqual(returned.json);
    expect((await platform.pay('GET', `${target}?sub_mchid=1900100001`)).json).toEqual(returned.json);
    const end = await platform.state();
    expect(end.money.platform).toEqual(start.money.platform);
    expect(end.money.sumFen).toBe(0);
  });

  it('shares a normal merchant’s order on the other rail only, at most 30 %', async () => {
    const outTradeNo = newNo('N');
    const placed = await platform.pay('POST', '/v3/pay/transactions/jsapi', {
      appid,
      mchid,
      description: '打包费',
      out_trade_no: outTradeNo,
      notify_url: `${platform.url}/callbacks/pay`,
      amount: { total: 1_000, currency: 'CNY' },
      payer: { openid: OPENID },
      settle_info: { profit_sharing: true },
    });
    await platform.control('/pay', { prepayId: placed.json.prepay_id });
    const { json: trade } = await platform.pay('GET', `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${mchid}`);
    expect(trade).toMatchObject({
      trade_state: 'SUCCESS',
      payer: { openid: OPENID },
      amount: { total: 1_000, payer_total: 1_000 },
    });
    const receivers = [{ type: 'PERSONAL_OPENID', account: OPENID, amount: 300, description: '推广' }];
    const share = {
      appid,
      transaction_id: trade.transaction_id,
      out_order_no: newNo('S'),
      receivers,
      unfreeze_unsplit: false,
    };
    expect((await platform.pay('POST', '/v3/profitsharing/orders', share)).json.message).toContain('订单处理中');
    await platform.advance(MINUTE_MS);
    await platform.pay('POST', '/v3/profitsharing/receivers/add', {
      appid,
      type: 'PERSONAL_OPENID',
      account: OPENID,
      relation_type: 'USER',
    });
    expect(
      (
        await platform.pay('POST', '/v3/profitsharing/orders', {
          ...share,
          receivers: [{ ...receivers[0], amount: 301 }],
        })
      ).json.code,
    ).toBe('RULE_LIMIT');
    expect(
      (
        await platform.pay('POST', '/v3/ecommerce/profitsharing/finish-order', {
          sub_mchid: '1900100001',
          transaction_id: trade.transaction_id,
          out_order_no: newNo('F'),
          description: 'x',
        })
      ).json.code,
    ).toBe('NO_AUTH');
    expect((await platform.pay('POST', '/v3/profitsharing/orders', share)).json).toMatchObject({ state: 'PROCESSING' });
    await platform.advance(MINUTE_MS);
    expect(
      (
        await platform.pay(
          'GET',
          `/v3/profitsharing/orders/${share.out_order_no}?transaction_id=${trade.transaction_id}`,
        )
      ).json,
    ).toMatchObject({ state: 'FINISHED', receivers: [{ account: OPENID, result: 'SUCCESS' }] });
    expect(
      (await platform.pay('GET', `/v3/profitsharing/transactions/${trade.transaction_id}/amounts`)).json.unsplit_amount,
    ).toBe(1_000 - 6 - 300);
    await platform.pay('POST', '/v3/profitsharing/orders/unfreeze', {
      transaction_id: trade.transaction_id,
      out_order_no: newNo('U'),
      description: '解冻',
    });
    expect(
      (await platform.pay('GET', `/v3/profitsharing/transactions/${trade.transaction_id}/amounts`)).json.unsplit_amount,
    ).toBe(0);
  });
});

describe('numbers are used once', () => {
  it('answers a repeated order the same, refuses a different one, a paid one and a closed one', async () => {
    const order = combinedOrder(platform, [100]);
    const place = (body: object) => platform.pay('POST', '/v3/combine-transactions/jsapi', body);
    const first = await place(order.body);
    expect((await place(order.body)).json).toEqual(first.json);
    expect(
      (await place({ ...order.body, sub_orders: [{ ...order.body.sub_orders[0], description: '别的' }] })).json.code,
    ).toBe('INVALID_REQUEST');
    await platform.control('/pay', { prepayId: first.json.prepay_id });
    expect((await place(order.body)).json.code).toBe('ORDER_PAID');
    expect(await platform.control('/pay', { prepayId: first.json.prepay_id })).toMatchObject({ state: 'ALREADY_PAID' });
    const close = {
      combine_appid: appid,
      sub_orders: [{ mchid, sub_mchid: order.subOrders[0]!.subMchid, out_trade_no: order.subOrders[0]!.outTradeNo }],
    };
    expect(
      (await platform.pay('POST', `/v3/combine-transactions/out-trade-no/${order.outTradeNo}/close`, close)).json.code,
    ).toBe('ORDER_PAID');
  });

  it('answers a repeated refund the same and refuses another amount under its number', async () => {
    const order = await paidOrder(platform, [1_000]);
    const number = { out_refund_no: newNo('R') };
    const first = await refund(order, 0, 400, number);
    expect((await refund(order, 0, 400, number)).json.refund_id).toBe(first.json.refund_id);
    expect((await refund(order, 0, 401, number)).json.code).toBe('INVALID_REQUEST');
    const { json } = await platform.pay('GET', `/v3/combine-transactions/out-trade-no/${order.outTradeNo}`);
    expect(json.sub_orders[0].trade_state).toBe('REFUND');
  });

  it('pays the buyer of a payment that it was told of, and nobody for one that it never had', async () => {
    const sub = '1900100001';
    await platform.control('/wechatpay/deposit', { mchid: sub, fen: 5_000 });
    const before = (await platform.state()).money.paidByPayersFen;
    const BILLS = '/v3/platsolution/ecommerce/mch-transfer/deposit-after-sales-compensation-bills';
    const transactionId = `4200${newNo('past')}`;
    const compensate = (outBillNo: string) =>
      platform.pay('POST', BILLS, {
        sub_mchid: sub,
        receiver: { type: 'TRANSACTION_USER', transaction_info: { transaction_id: transactionId } },
        out_bill_no: outBillNo,
        amount: 2_000,
        transfer_remark: '投诉赔付',
      });
    const [unknown, known] = [newNo('K'), newNo('K')];
    expect((await compensate(unknown)).json.code).toBe('RESOURCE_NOT_EXISTS');
    const payment = {
      outTradeNo: newNo('O'),
      combineOutTradeNo: newNo('C'),
      merchant: sub,
      totalFen: 6_000,
      title: '五常大米',
      openid: OPENID,
      transactionId,
      paidAtMs: (await platform.now()) - 5 * DAY_MS,
      settled: true,
      advance: null,
    };
    expect(await platform.control('/wechatpay/past', { payments: [payment] })).toMatchObject({ remembered: 1 });
    expect((await compensate(known)).json).toMatchObject({ state: 'ACCEPTED', amount: 2_000 });
    await platform.advance(MINUTE_MS);
    const { json } = await platform.pay('GET', `${BILLS}/out-bill-no/${known}?sub_mchid=${sub}`);
    expect(json).toMatchObject({ state: 'SUCCESS', amount: 2_000 });
    // 60 yuan by the buyer to the seller before, 20 out of the seller's deposit to the buyer now.
    const after = (await platform.state()).money;
    expect([after.sumFen, after.paidByPayersFen - before]).toEqual([0, 6_000 - 2_000]);
  });

  it('closes an order by itself when its time is over; it can no longer be paid', async () => {
    const order = combinedOrder(platform, [100], {
      timeExpire: new Date((await platform.now()) + 15 * MINUTE_MS).toISOString(),
    });
    const placed = await platform.pay('POST', '/v3/combine-transactions/jsapi', order.body);
    await platform.advance(15 * MINUTE_MS);
    expect(await platform.control('/pay', { prepayId: placed.json.prepay_id })).toMatchObject({ state: 'CLOSED' });
    const { json } = await platform.pay('GET', `/v3/combine-transactions/out-trade-no/${order.outTradeNo}`);
    expect(json.sub_orders[0].trade_state).toBe('CLOSED');
  });

  it('shares with others at most 30 % of what its own fee leaves, and waits five days for who cannot give back', async () => {
    const order = await paidOrder(platform, [10_000, 50_000]);
    await platform.advance(2 * MINUTE_MS);
    const [seller, carrier] = ['1900100001', '1900100002'];
    await platform.pay('POST', '/v3/ecommerce/profitsharing/receivers/add', {
      appid,
      type: 'MERCHANT_ID',
      account: carrier,
      name: '配送',
      relation_type: 'SERVICE_PROVIDER',
    });
    const share = (amount: number) => ({
      appid,
      sub_mchid: seller,
      transaction_id: order.transactionIds[0],
      out_order_no: newNo('S'),
      finish: true,
      receivers: [{ type: 'MERCHANT_ID', receiver_account: carrier, amount, description: '配送运费' }],
    });
    const orders = '/v3/ecommerce/profitsharing/orders';
    // 10000 less 60 is 9940.
    expect((await platform.pay('POST', orders, share(2_983))).json.code).toBe('RULE_LIMIT');
    const asked = share(2_982);
    expect((await platform.pay('POST', orders, asked)).status).toBe(200);

    // The carrier gives away what it has: it owed the platform that.
    const { availableFen } = await merchantOf(carrier);
    const advance = await refund(order, 1, availableFen - 1_000, { refund_account: 'REFUND_SOURCE_PARTNER_ADVANCE' });
    const target = `/v3/ecommerce/refunds/${advance.json.refund_id}/return-advance`;
    await platform.pay('POST', target, { sub_mchid: carrier });
    const back = {
      sub_mchid: seller,
      out_order_no: asked.out_order_no,
      out_return_no: newNo('B'),
      return_mchid: carrier,
      amount: 2_000,
      description: '退款',
    };
    const returns = '/v3/ecommerce/profitsharing/returnorders';
    const standing = () =>
      platform.pay(
        'GET',
        `${returns}?sub_mchid=${seller}&out_order_no=${back.out_order_no}&out_return_no=${back.out_return_no}`,
      );
    expect((await platform.pay('POST', returns, back)).json.code).toBe('NOT_ENOUGH');
    expect((await standing()).json).toMatchObject({ result: 'PROCESSING', amount: 2_000 });
    await platform.advance(5 * DAY_MS + 1);
    expect((await standing()).json).toMatchObject({ result: 'FAILED', fail_reason: 'TIME_OUT_CLOSED' });
    expect((await platform.pay('POST', returns, back)).json).toMatchObject({ result: 'FAILED' });
    const less = { ...back, out_return_no: newNo('B'), amount: 500 };
    expect((await platform.pay('POST', returns, less)).json).toMatchObject({ result: 'SUCCESS', amount: 500 });
  });

  it('unfreezes what nobody divided after 180 days', async () => {
    const order = await paidOrder(platform, [1_000]);
    const before = await merchantOf('1900100001');
    await platform.advance(180 * DAY_MS);
    const after = await merchantOf('1900100001');
    expect(after.frozenFen).toBe(0);
    expect(after.availableFen).toBe(before.availableFen + before.frozenFen);
    const late = {
      sub_mchid: '1900100001',
      transaction_id: order.transactionIds[0],
      out_order_no: newNo('F'),
      description: 'x',
    };
    expect((await platform.pay('POST', '/v3/ecommerce/profitsharing/finish-order', late)).json.message).toContain(
      '已完结',
    );
  });
});

describe('bills', () => {
  const fields = (line: string): string[] => line.split(',').map((value) => value.replace(/^`/, ''));
  const fen = (yuan: string): number => Math.round(Number(yuan) * 100);

  async function fetchBill(target: string) {
    const { status, json } = await platform.pay('GET', target);
    if (status !== 200)
      return { status, json, text: '', header: [] as string[], rows: [] as string[][], summary: [] as string[] };
    const url = new URL(json.download_url);
    const file = await platform.pay('GET', (url.pathname + url.search).replace('/wechatpay', ''));
    expect(file.verdict).toBe('unsigned');
    const plain = target.includes('GZIP') ? gunzipSync(file.bytes) : file.bytes;
    expect(createHash('sha1').update(plain).digest('hex')).toBe(json.hash_value);
    return { status, json, ...readBill(plain) };
  }
  function readBill(plain: Buffer) {
    const lines = plain.toString('utf8').trimEnd().split('\r\n');
    return {
      text: plain.toString('utf8'),
      header: lines[0]!.split(','),
      rows: lines.slice(1, -2).map(fields),
      summary: fields(lines.at(-1)!),
    };
  }

  /** A seller's statement: in parts, each under a key that only the platform's merchant key opens. */
  async function fetchSealed(target: string) {
    const { json } = await platform.pay('GET', target);
    const parts: Buffer[] = [];
    for (const part of json.download_bill_list.toSorted((a: any, b: any) => a.bill_sequence - b.bill_sequence)) {
      const url = new URL(part.download_url);
      const { bytes } = await platform.pay('GET', (url.pathname + url.search).replace('/wechatpay', ''));
      const key = privateDecrypt(
        {
          key: platform.sandbox.settings.wechatPay.merchantPrivateKeyPem,
          padding: constants.RSA_PKCS1_OAEP_PADDING,
          oaepHash: 'sha1',
        },
        Buffer.from(part.encrypt_key, 'base64'),
      );
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(part.nonce));
      decipher.setAuthTag(bytes.subarray(-16));
      const plain = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
      expect(createHash('sha1').update(plain).digest('hex')).toBe(part.hash_value);
      parts.push(plain);
    }
    return readBill(Buffer.concat(parts));
  }

  it('lists the day, adds up and matches its hash', async () => {
    const today = () => platform.now().then((ms) => new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 10));
    // Into a day of its own, away from midnight.
    await platform.control('/clock', {
      setTo: `${new Date((await platform.now()) + 2 * DAY_MS).toISOString().slice(0, 10)}T02:00:00Z`,
    });
    const date = await today();
    const order = await paidOrder(platform, [12_345, 6_789]);
    await refund(order, 1, 789);
    await refund(order, 1, 6_000);
    const target = `/v3/bill/tradebill?bill_date=${date}&bill_type=ALL&tar_type=GZIP`;
    expect((await fetchBill(target)).json.code).toBe('PARAM_ERROR');
    await platform.control('/clock', {
      setTo: new Date(Date.parse(`${date}T00:00:00+08:00`) + DAY_MS + 8 * HOUR_MS).toISOString(),
    });
    expect((await fetchBill(target)).json.code).toBe('STATEMENT_CREATING');
    await platform.advance(2 * HOUR_MS);

    const bill = await fetchBill(target);
    expect(bill.header.join(',')).toBe(
      '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注',
    );
    expect(bill.rows).toHaveLength(4);
    const column = (name: string) => bill.rows.map((row) => row[bill.header.indexOf(name)]!);
    const sumFen = (name: string) => column(name).reduce((sum, value) => sum + fen(value), 0);
    expect(column('交易状态')).toEqual(['SUCCESS', 'SUCCESS', 'REFUND', 'REFUND']);
    expect(column('特约商户号')).toEqual(['1900100001', '1900100002', '1900100002', '1900100002']);
    expect(sumFen('订单金额')).toBe(12_345 + 6_789);
    expect(sumFen('退款金额')).toBe(6_789);
    expect(sumFen('手续费')).toBe(74);
    expect(bill.summary).toEqual(['4', '191.34', '67.89', '0.00', '0.74000', '191.34', '67.89']);

    const success = await fetchBill(`/v3/bill/tradebill?bill_date=${date}&bill_type=SUCCESS`);
    expect(success.header).not.toContain('退款金额');
    expect(success.rows).toHaveLength(2);
    const refunds = await fetchBill(`/v3/bill/tradebill?bill_date=${date}&bill_type=REFUND`);
    expect(refunds.header.indexOf('退款申请时间')).toBe(refunds.header.indexOf('微信退款单号') - 2);
    expect(refunds.rows).toHaveLength(2);

    const funds = await fetchSealed(
      `/v3/bill/sub-merchant-fundflowbill?bill_date=${date}&account_type=BASIC&algorithm=AEAD_AES_256_GCM&sub_mchid=1900100002`,
    );
    expect(funds.rows.map((row) => [row[3], row[5], row[6]])).toEqual([
      ['交易', '收入', '67.89'],
      ['扣除交易手续费', '支出', '0.41'],
      ['退还交易手续费', '收入', expect.any(String)],
      ['退款', '支出', '7.89'],
      ['退还交易手续费', '收入', expect.any(String)],
      ['退款', '支出', '60.00'],
    ]);
    expect(funds.summary).toEqual(['6', '3', '68.30', '3', '68.30']);
    const ended = await platform.pay('GET', `/v3/ecommerce/fund/enddaybalance/1900100002?date=${date}`);
    expect(ended.json.available_amount + ended.json.pending_amount).toBe(fen(funds.rows.at(-1)![7]!));
    const merchant = await merchantOf('1900100002');
    expect(fen(funds.rows.at(-1)![7]!)).toBe(merchant.availableFen + merchant.frozenFen);

    const idle = new Date(Date.parse(date) - 30 * DAY_MS).toISOString().slice(0, 10);
    const codeOf = async (day: string) =>
      (await fetchBill(`/v3/bill/tradebill?bill_date=${day}&bill_type=ALL`)).json.code;
    expect(await codeOf(idle)).toBe('NO_STATEMENT_EXIST');
    // Kept for three months.
    expect(await codeOf('2020-01-01')).toBe('PARAM_ERROR');
    expect((await platform.pay('GET', '/v3/bill/tradebill?bill_date=2026-02-30')).json.code).toBe('PARAM_ERROR');
  });
});
