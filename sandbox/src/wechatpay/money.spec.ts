import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { newNo, OPENID, paidOrder, startTestPlatform, type TestPlatform } from '../platform.fixture.ts';
import { merchantAt, refundAt } from './money.fixture.ts';

let platform: TestPlatform;
let appid: string;
let mchid: string;
beforeAll(async () => {
  platform = await startTestPlatform();
  ({ appid, mchid } = platform.sandbox.settings.wechatPay);
});
afterAll(() => platform.close());

describe('the way of the money', () => {
  it('pays, calls back, refunds, shares and unfreezes, to the fen', async () => {
    const before = [await merchantAt(platform, '1900100001'), await merchantAt(platform, '1900100002')];
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
    expect(await merchantAt(platform, '1900100001')).toEqual({
      ...before[0],
      frozenFen: before[0]!.frozenFen + 12_345 - fees[0]!,
    });

    // Two partial refunds of the second seller's order: the whole of it, so the whole fee comes back.
    const first = await refundAt(platform, order, 1, 789);
    expect(first.json).toMatchObject({
      amount: { refund: 789, payer_refund: 789, advance: 0 },
      status: 'PROCESSING',
      refund_account: 'REFUND_SOURCE_SUB_MERCHANT',
    });
    expect((await refundAt(platform, order, 1, 6_001)).json).toMatchObject({ code: 'INVALID_REQUEST' });
    await refundAt(platform, order, 1, 6_000);
    expect(await merchantAt(platform, '1900100002')).toEqual(before[1]);
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
    expect(await merchantAt(platform, '1900100001')).toEqual({
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
    expect((await refundAt(platform, order, 0, 12_345)).status).toBe(200);
    expect(await merchantAt(platform, '1900100001')).toEqual(before[0]);
    expect((await platform.state()).money.feesFen).toBe(feesBefore);
  });

  it('says two things of one refund when told to, by its notice, by its answer or by both; no money moves by it', async () => {
    const order = await paidOrder(platform, [5_000]);
    const done = await refundAt(platform, order, 0, 2_000);
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
    const advanced = await refundAt(platform, order, 0, 2_000, { refund_account: 'REFUND_SOURCE_PARTNER_ADVANCE' });
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
