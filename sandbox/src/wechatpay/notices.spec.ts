import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import { combinedOrder, newNo, OPENID, paidOrder, startTestPlatform, type TestPlatform } from '../platform.fixture.ts';

let platform: TestPlatform;
beforeAll(async () => void (platform = await startTestPlatform()));
afterAll(() => platform.close());
beforeEach(async () => {
  await platform.control('/callbacks/flush', {});
  platform.received.length = 0;
  platform.replyWith.status = 204;
  await platform.control('/callbacks', { mode: 'normal' });
});

const idOf = (i: number): string => JSON.parse(platform.received[i]!.body).id;
const waitFor = async (count: number): Promise<void> => {
  for (let i = 0; i < 100 && platform.received.length < count; i++)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(platform.received).toHaveLength(count);
};

describe('payment callbacks', () => {
  it('come by themselves soon after the payment', async () => {
    await paidOrder(platform, [100]);
    await waitFor(1);
  });

  it('are repeated on the documented schedule until they are taken, always the same notice', async () => {
    platform.replyWith.status = 500;
    await paidOrder(platform, [100]);
    await waitFor(1);
    await platform.advance(15 * SECOND_MS);
    expect(platform.received).toHaveLength(2);
    await platform.advance(14 * SECOND_MS);
    platform.replyWith.status = 200;
    await platform.advance(1 * SECOND_MS);
    expect(platform.received).toHaveLength(3);
    await platform.advance(24 * HOUR_MS);
    expect(platform.received).toHaveLength(3);
    expect(new Set([0, 1, 2].map(idOf)).size).toBe(1);
  });

  it('end after fifteen repetitions', async () => {
    platform.replyWith.status = 302;
    await paidOrder(platform, [100]);
    await waitFor(1);
    await platform.advance(48 * HOUR_MS);
    expect(platform.received).toHaveLength(16);
    const { callbacks } = await platform.control('/callbacks?kind=wechatpay');
    expect(callbacks[0]).toMatchObject({ state: 'given-up', attempts: 16, lastStatus: 302 });
  });

  it('can be lost, doubled, delayed and held', async () => {
    await platform.control('/callbacks', { mode: 'lose' });
    await paidOrder(platform, [100]);
    await platform.control('/callbacks/flush', {});
    expect(platform.received).toHaveLength(0);

    await platform.control('/callbacks', { mode: 'duplicate' });
    await paidOrder(platform, [100]);
    await waitFor(2);
    expect(idOf(0)).toBe(idOf(1));

    await platform.control('/callbacks', { mode: 'delay' });
    await paidOrder(platform, [100]);
    await platform.advance(599 * SECOND_MS);
    expect(platform.received).toHaveLength(2);
    await platform.advance(2 * SECOND_MS);
    expect(platform.received).toHaveLength(3);

    await platform.control('/callbacks', { mode: 'hold' });
    await paidOrder(platform, [100]);
    await platform.advance(24 * HOUR_MS);
    expect(platform.received).toHaveLength(3);
    await platform.control('/callbacks/flush', {});
    expect(platform.received).toHaveLength(4);
  });
});

describe('forged callbacks', () => {
  const forge = async (kind: string, outTradeNo?: string) => {
    platform.replyWith.status = 401;
    const report = await platform.control('/forge-callback', {
      kind,
      notifyUrl: `${platform.url}/callbacks/pay`,
      ...(outTradeNo && { outTradeNo }),
    });
    expect(report).toMatchObject({ kind, status: 401 });
    return platform.received.at(-1)!;
  };

  it.each(['bad-signature', 'signtest', 'wrong-serial'])('%s does not verify', async (kind) => {
    expect(platform.verdictOf(await forge(kind))).toBe('invalid');
  });

  it('signtest carries the prefix of the probes', async () => {
    expect((await forge('signtest')).headers['wechatpay-signature']).toMatch(/^WECHATPAY\/SIGNTEST\//);
  });

  it('wrong-serial is signed well, under a serial that is not ours', async () => {
    const callback = await forge('wrong-serial');
    callback.headers['wechatpay-serial'] = platform.sandbox.settings.wechatPay.publicKeyId;
    expect(platform.verdictOf(callback)).toBe('valid');
  });

  it('stale-timestamp verifies but is ten minutes old', async () => {
    const callback = await forge('stale-timestamp');
    expect(platform.verdictOf(callback)).toBe('valid');
    expect((await platform.now()) / 1000 - Number(callback.headers['wechatpay-timestamp'])).toBeGreaterThanOrEqual(600);
  });

  it('wrong-merchant, wrong-amount and unknown-order are signed well and lie about an unpaid order', async () => {
    const order = combinedOrder(platform, [1280]);
    await platform.pay('POST', '/v3/combine-transactions/jsapi', order.body);
    const { mchid } = platform.sandbox.settings.wechatPay;
    const plainOf = async (kind: string) => platform.open(await forge(kind, order.outTradeNo)).plain;
    expect(await plainOf('wrong-merchant')).toMatchObject({
      combine_mchid: '1900000000',
      combine_out_trade_no: order.outTradeNo,
      sub_orders: [{ trade_state: 'SUCCESS', amount: { total_amount: 1280 } }],
    });
    expect(await plainOf('wrong-amount')).toMatchObject({
      combine_mchid: mchid,
      sub_orders: [
        { out_trade_no: order.subOrders[0]!.outTradeNo, trade_state: 'SUCCESS', amount: { total_amount: 1281 } },
      ],
    });
    expect(platform.open(await forge('unknown-order', 'NOBODY-KNOWS-THIS')).plain).toMatchObject({
      combine_mchid: mchid,
      combine_out_trade_no: 'NOBODY-KNOWS-THIS',
      sub_orders: [{ trade_state: 'SUCCESS' }],
    });
    const { json } = await platform.pay('GET', `/v3/combine-transactions/out-trade-no/${order.outTradeNo}`);
    expect(json.sub_orders[0].trade_state).toBe('NOTPAY');
  });

  it('lies about a single order in the words of single orders', async () => {
    const { mchid, appid } = platform.sandbox.settings.wechatPay;
    const outTradeNo = newNo('N');
    await platform.pay('POST', '/v3/pay/transactions/jsapi', {
      appid,
      mchid,
      description: '打包费',
      out_trade_no: outTradeNo,
      notify_url: `${platform.url}/callbacks/pay`,
      amount: { total: 500 },
      payer: { openid: OPENID },
    });
    expect(platform.open(await forge('wrong-amount', outTradeNo)).plain).toMatchObject({
      mchid,
      out_trade_no: outTradeNo,
      trade_state: 'SUCCESS',
      transaction_id: expect.stringMatching(/^4200\d{24}$/),
      amount: { total: 501, payer_total: 501 },
    });
  });
});
