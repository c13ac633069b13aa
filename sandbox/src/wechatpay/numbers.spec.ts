import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { combinedOrder, newNo, OPENID, paidOrder, startTestPlatform, type TestPlatform } from '../platform.fixture.ts';
import { merchantAt, refundAt } from './money.fixture.ts';

let platform: TestPlatform;
let appid: string;
let mchid: string;
beforeAll(async () => {
  platform = await startTestPlatform();
  ({ appid, mchid } = platform.sandbox.settings.wechatPay);
});
afterAll(() => platform.close());

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
    const first = await refundAt(platform, order, 0, 400, number);
    expect((await refundAt(platform, order, 0, 400, number)).json.refund_id).toBe(first.json.refund_id);
    expect((await refundAt(platform, order, 0, 401, number)).json.code).toBe('INVALID_REQUEST');
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
    const { availableFen } = await merchantAt(platform, carrier);
    const advance = await refundAt(platform, order, 1, availableFen - 1_000, {
      refund_account: 'REFUND_SOURCE_PARTNER_ADVANCE',
    });
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
    const before = await merchantAt(platform, '1900100001');
    await platform.advance(180 * DAY_MS);
    const after = await merchantAt(platform, '1900100001');
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
