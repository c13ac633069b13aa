import { afterEach, describe, expect, it } from '@jest/globals';
import { closeFakes, configFor, order, withAnswer, type Reply } from './fake-wechatpay.fixture.ts';
import { WechatpayChannel, type WechatpayConfig } from './wechatpay-channel.ts';

afterEach(closeFakes);

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
