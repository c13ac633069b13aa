import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { WechatpayChannel, WechatpayConfig } from '@heitu/payments/wechatpay/wechatpay-channel';
import { channelIn, DAY_MS, MINUTE_MS } from './outside.fixture.ts';
import { startWechatpay, valueOf, type Wechatpay } from './wechatpay.fixture.ts';

let outside: Wechatpay['outside'];
let channel: Wechatpay['channel'];
let sellers: Wechatpay['sellers'];
let notices: Wechatpay['notices'];
let receiveWith: Wechatpay['receiveWith'];
let newOrder: Wechatpay['newOrder'];
let paidOrder: Wechatpay['paidOrder'];
let unaccountedFen: Wechatpay['unaccountedFen'];

const channelWith = (over: Partial<WechatpayConfig>): WechatpayChannel => channelIn(outside, over);

beforeAll(async () => {
  ({ outside, channel, sellers, notices, receiveWith, newOrder, paidOrder, unaccountedFen } = await startWechatpay());
});
afterAll(() => outside.close());
beforeEach(() => {
  notices.length = 0;
  receiveWith(channel);
});

describe('WeChat Pay as simulated: orders, callbacks and trust', () => {
  it('is paid once for all sellers, told by callback and by query alike', async () => {
    const { order, subOrders } = await paidOrder();
    await outside.control('/callbacks/flush', {});
    expect(
      subOrders.map(({ outTradeNo, merchant, state, totalFen }) => ({ outTradeNo, merchant, state, totalFen })),
    ).toEqual([
      { outTradeNo: `${order.outTradeNo}A`, merchant: sellers[0], state: 'paid', totalFen: 12830 },
      { outTradeNo: `${order.outTradeNo}B`, merchant: sellers[1], state: 'paid', totalFen: 4560 },
    ]);
    expect(notices).toEqual([
      {
        ok: true,
        notice: { kind: 'payment', noticeId: expect.stringMatching(/^EV-/), outTradeNo: order.outTradeNo, subOrders },
      },
    ]);
  });

  it('places an order again under the same number without a second one', async () => {
    const order = newOrder();
    const first = valueOf(await channel.placeCombined(order));
    expect(valueOf(await channel.placeCombined(order))).toEqual(first);
  });

  it('is paid to a code by whoever scans it first: the newest code, within two hours', async () => {
    const { openid: _payer, ...order } = newOrder();
    const scan = (codeUrl: string, openid: string) => outside.control('/scan', { codeUrl, openid });
    const first = valueOf(await channel.placeNative(order));
    const { codeUrl } = valueOf(await channel.placeNative(order));
    expect(await scan(first.codeUrl, 'openid-door')).toEqual({ state: 'VOID_CODE' });
    expect(await scan('weixin://wxpay/bizpayurl?pr=none', 'openid-door')).toEqual({ state: 'UNKNOWN_CODE' });
    expect(await scan(codeUrl, 'openid-door')).toEqual({ state: 'SUCCESS' });
    expect(await scan(codeUrl, 'openid-other')).toEqual({ state: 'OTHER_SCANNER' });
    expect(valueOf(await channel.queryCombined(order.outTradeNo)).map(({ state }) => state)).toEqual(['paid', 'paid']);
    expect(await channel.placeNative(order)).toMatchObject({ ok: false, error: { meaning: 'already-paid' } });
    const { openid: _other, ...late } = newOrder();
    const old = valueOf(await channel.placeNative({ ...late, expiresAt: new Date(late.expiresAt.getTime() + DAY_MS) }));
    await outside.control('/clock', { advanceMs: 2 * 60 * MINUTE_MS });
    expect(await scan(old.codeUrl, 'openid-door')).toEqual({ state: 'EXPIRED' });
  });

  it('is closed before it is paid, not after', async () => {
    const order = newOrder();
    const { prepayId } = valueOf(await channel.placeCombined(order));
    expect(await channel.closeCombined(order.outTradeNo, order.subOrders)).toEqual({ ok: true, value: null });
    expect(valueOf(await channel.queryCombined(order.outTradeNo)).map(({ state }) => state)).toEqual([
      'closed',
      'closed',
    ]);
    expect(await outside.control('/pay', { prepayId })).toEqual({ state: 'CLOSED' });
    const paid = await paidOrder();
    expect(await channel.closeCombined(paid.order.outTradeNo, paid.order.subOrders)).toMatchObject({
      ok: false,
      error: { outcome: 'refused', meaning: 'already-paid' },
    });
    expect(await channel.queryCombined('C-NEVER-PLACED')).toMatchObject({
      ok: false,
      error: { outcome: 'refused', meaning: 'not-found' },
    });
  });

  it.each([
    ['bad-signature', 'bad-signature'],
    ['signtest', 'probe'],
    ['wrong-serial', 'unknown-serial'],
    ['stale-timestamp', 'stale'],
    ['wrong-merchant', 'not-ours'],
  ])('sees through a callback forged by %s', async (kind, reason) => {
    const order = newOrder();
    valueOf(await channel.placeCombined(order));
    expect(
      await outside.control('/forge-callback', { kind, outTradeNo: order.outTradeNo, notifyUrl: order.notifyUrl }),
    ).toMatchObject({ status: 401 });
    expect(notices).toEqual([{ ok: false, reason }]);
    expect(valueOf(await channel.queryCombined(order.outTradeNo)).map(({ state }) => state)).toEqual([
      'unpaid',
      'unpaid',
    ]);
  });

  it('delivers a callback twice under one id', async () => {
    await outside.control('/callbacks', { mode: 'duplicate' });
    await paidOrder();
    await outside.control('/callbacks/flush', {});
    await outside.control('/callbacks', { mode: 'normal' });
    const ids = notices.map((result) => (result.ok ? result.notice.noticeId : result.reason));
    expect(ids).toEqual([expect.stringMatching(/^EV-/), ids[0]]);
  });

  it('answers late, and the deed was done: unknown, then found by asking', async () => {
    const order = newOrder();
    await outside.control('/faults', { service: 'wechatPay', mode: 'slow', ms: 1500, times: 1 });
    expect(await channelWith({ timeoutMs: 200 }).placeCombined(order)).toMatchObject({
      ok: false,
      error: { outcome: 'unknown', code: 'TIMEOUT', retryable: true },
    });
    expect(valueOf(await channel.queryCombined(order.outTradeNo)).map(({ state }) => state)).toEqual([
      'unpaid',
      'unpaid',
    ]);
  });

  it.each([
    [{ mode: 'failing' }, 'SYSTEM_ERROR'],
    [{ mode: 'lying', lie: 'unsigned' }, 'UNVERIFIED_ANSWER'],
    [{ mode: 'lying', lie: 'wrong-signature' }, 'UNVERIFIED_ANSWER'],
  ])('decides nothing on %j', async (fault, code) => {
    const { order } = await paidOrder();
    await outside.control('/faults', { service: 'wechatPay', times: 1, ...fault });
    expect(await channel.queryCombined(order.outTradeNo)).toMatchObject({
      ok: false,
      error: { outcome: 'unknown', code },
    });
    expect((await channel.queryCombined(order.outTradeNo)).ok).toBe(true);
  });

  it('is not believed with a wrong merchant key: WeChat says so, unsigned', async () => {
    const stranger = channelWith({ merchantSerial: '0000000000000000000000000000000000000000' });
    expect(await stranger.queryCombined('C00000001')).toMatchObject({
      ok: false,
      error: {
        outcome: 'unknown',
        code: 'UNVERIFIED_ANSWER',
        status: 401,
        message: expect.stringContaining('SIGN_ERROR'),
      },
    });
  });

  it('works the same under platform certificates, fetched by itself', async () => {
    await outside.control('/wechatpay/trust-mode', { mode: 'platform-certificate' });
    try {
      const certified = channelWith({ trust: { mode: 'platform-certificate' } });
      receiveWith(certified);
      const order = newOrder();
      const { prepayId } = valueOf(await certified.placeCombined(order));
      await outside.control('/pay', { prepayId, requestPayment: certified.clientParameters(prepayId) });
      await outside.control('/callbacks/flush', {});
      expect(notices.map(({ ok }) => ok)).toEqual([true]);
      // Whoever trusts only the public key believes none of it.
      expect(await channel.queryCombined(order.outTradeNo)).toMatchObject({
        ok: false,
        error: { code: 'UNVERIFIED_ANSWER', message: 'unknown-serial' },
      });
    } finally {
      await outside.control('/wechatpay/trust-mode', { mode: 'public-key' });
    }
    expect(await channelWith({ trust: { mode: 'platform-certificate' } }).balance(sellers[0]!)).toMatchObject({
      ok: false,
      error: { code: 'UNVERIFIED_ANSWER' },
    });
  });

  it('leaves no fen unaccounted for', async () => {
    expect(await unaccountedFen()).toBe(0);
  });
});
