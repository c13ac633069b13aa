import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { combinedOrder, paidOrder, startTestPlatform, type TestPlatform } from '../platform.fixture.ts';

let platform: TestPlatform;
beforeAll(async () => void (platform = await startTestPlatform()));
afterAll(() => platform.close());

describe('control', () => {
  it('lists itself, a line for each string', async () => {
    const { control } = await platform.control('');
    expect(control.length).toBeGreaterThan(15);
    for (const row of control)
      expect(row).toEqual({
        method: expect.stringMatching(/^(GET|POST)$/),
        path: expect.stringMatching(/^\/control\//),
        does: expect.stringMatching(/.{10,}/),
      });
  });

  it('moves the clock forwards, backwards only by force', async () => {
    const before = await platform.now();
    await platform.advance(DAY_MS);
    expect((await platform.now()) - before).toBeGreaterThanOrEqual(DAY_MS);
    expect((await platform.control('/clock', { setTo: new Date(before).toISOString() })).status).toBe(409);
    expect((await platform.control('/clock', { advanceMs: -1 })).status).toBe(400);
    const forced = await platform.control('/clock', { setTo: new Date(before).toISOString(), force: true });
    expect(Date.parse(forced.now) - before).toBeLessThan(5_000);
  });

  it('refuses a page in a browser', async () => {
    const answer = await fetch(`${platform.sandbox.urls.control}/state`, {
      headers: { origin: 'http://evil.example' },
    });
    expect(answer.status).toBe(403);
  });
});

describe('a restart', () => {
  it('loses nothing: keys, orders, money, faults, waiting callbacks and the clock', async () => {
    await platform.advance(3 * HOUR_MS);
    const unpaid = combinedOrder(platform, [700]);
    const placed = await platform.pay('POST', '/v3/combine-transactions/jsapi', unpaid.body);
    await platform.control('/callbacks', { mode: 'hold' });
    const paid = await paidOrder(platform, [900]);
    await platform.control('/faults', { service: 'sms', mode: 'failing' });
    const [settings, before, at] = [
      { ...platform.sandbox.settings.wechatPay },
      await platform.state(),
      await platform.now(),
    ];

    await platform.restart();

    expect({ ...platform.sandbox.settings.wechatPay }).toEqual(settings);
    const after = await platform.state();
    expect({ ...after, now: '' }).toEqual({ ...before, now: '' });
    expect(await platform.now()).toBeGreaterThanOrEqual(at);
    expect(
      (await platform.pay('GET', `/v3/combine-transactions/out-trade-no/${paid.outTradeNo}`)).json.sub_orders[0]
        .trade_state,
    ).toBe('SUCCESS');
    expect(await platform.control('/pay', { prepayId: placed.json.prepay_id })).toMatchObject({ state: 'SUCCESS' });
    await platform.control('/callbacks/flush', {});
    expect(platform.received.map((callback) => platform.open(callback).plain.combine_out_trade_no).sort()).toEqual(
      [paid.outTradeNo, unpaid.outTradeNo].sort(),
    );
  });
});
