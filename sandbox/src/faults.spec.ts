import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { combinedOrder, paidOrder, startTestPlatform, type TestPlatform } from './platform.fixture.ts';

let platform: TestPlatform;
beforeAll(async () => void (platform = await startTestPlatform()));
afterAll(() => platform.close());
afterEach(() => platform.control('/faults', { service: 'wechatPay', mode: 'ok' }));

const spoil = (mode: string, more: object = {}) => platform.control('/faults', { service: 'wechatPay', mode, ...more });
const place = (order: ReturnType<typeof combinedOrder>) =>
  platform.pay('POST', '/v3/combine-transactions/jsapi', order.body);
const query = (outTradeNo: string) => platform.pay('GET', `/v3/combine-transactions/out-trade-no/${outTradeNo}`);

describe('a spoiled service', () => {
  it('fails with 5xx, does nothing, and recovers after so many times', async () => {
    const order = combinedOrder(platform, [100]);
    await spoil('failing', { times: 2 });
    expect(await place(order)).toMatchObject({ status: 500, json: { code: 'SYSTEM_ERROR' } });
    expect((await query(order.outTradeNo)).status).toBe(500);
    expect((await query(order.outTradeNo)).status).toBe(404);
  });

  it('is slow to answer, but has done it', async () => {
    const order = combinedOrder(platform, [100]);
    await spoil('slow', { ms: 300, times: 1 });
    const started = Date.now();
    const [answer] = await Promise.all([
      place(order),
      new Promise((resolve) => setTimeout(resolve, 100)).then(async () =>
        expect((await query(order.outTradeNo)).status).toBe(200),
      ),
    ]);
    expect(answer.status).toBe(200);
    expect(Date.now() - started).toBeGreaterThanOrEqual(300);
  });

  it('spoils only the path it was told to', async () => {
    const order = combinedOrder(platform, [100]);
    await spoil('failing', { path: '/close' });
    expect((await place(order)).status).toBe(200);
  });

  it('says yes and does nothing', async () => {
    const order = combinedOrder(platform, [100]);
    await spoil('lying', { times: 1 });
    const placed = await place(order);
    expect(placed).toMatchObject({ status: 200, verdict: 'valid', json: { prepay_id: expect.any(String) } });
    expect((await query(order.outTradeNo)).status).toBe(404);
    expect(await platform.control('/pay', { prepayId: placed.json.prepay_id })).toMatchObject({
      state: 'UNKNOWN_PREPAY',
    });
  });

  it('says that it closed an order which can then still be paid', async () => {
    const order = combinedOrder(platform, [100]);
    const placed = await place(order);
    const { mchid, appid } = platform.sandbox.settings.wechatPay;
    await spoil('lying', { path: '/close', times: 1 });
    const close = {
      combine_appid: appid,
      sub_orders: [{ mchid, sub_mchid: order.subOrders[0]!.subMchid, out_trade_no: order.subOrders[0]!.outTradeNo }],
    };
    expect(
      (await platform.pay('POST', `/v3/combine-transactions/out-trade-no/${order.outTradeNo}/close`, close)).status,
    ).toBe(204);
    expect(await platform.control('/pay', { prepayId: placed.json.prepay_id })).toMatchObject({ state: 'SUCCESS' });
  });

  it('forgets to sign, signs wrongly, or names wrong amounts under a good signature', async () => {
    const order = await paidOrder(platform, [100]);
    await spoil('lying', { lie: 'unsigned', times: 1 });
    expect((await query(order.outTradeNo)).verdict).toBe('unsigned');
    await spoil('lying', { lie: 'wrong-signature', times: 1 });
    expect((await query(order.outTradeNo)).verdict).toBe('invalid');
    await spoil('lying', { lie: 'wrong-amount', times: 1 });
    expect(await query(order.outTradeNo)).toMatchObject({
      verdict: 'valid',
      json: { sub_orders: [{ amount: { total_amount: 101 } }] },
    });
    expect(await query(order.outTradeNo)).toMatchObject({
      verdict: 'valid',
      json: { sub_orders: [{ amount: { total_amount: 100 } }] },
    });
  });

  it('refuses switches that do not exist', async () => {
    expect((await platform.control('/faults', { service: 'weather', mode: 'slow' })).status).toBe(400);
    expect(await platform.control('/faults', { service: 'sms', mode: 'lying', lie: 'unsigned' })).toMatchObject({
      status: 409,
      message: expect.stringContaining('does-nothing'),
    });
  });
});
