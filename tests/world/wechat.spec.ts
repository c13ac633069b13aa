import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SmsClient } from '@heitu/trust/sms/sms-client';
import type { Shipping } from '@heitu/trust/wechat/shipping';
import { WechatClient } from '@heitu/trust/wechat/wechat-client';
import { channelIn, HOUR_MS, MINUTE_MS, startOutside, type Outside } from './outside.fixture.ts';

let outside: Outside;
let client: WechatClient;
/** A busy machine draws its first code slowly. */
const PATIENCE_MS = 20_000;

const newClient = (over: { secret?: string; timeoutMs?: number } = {}) =>
  new WechatClient({
    ...outside.world.settings.wechat,
    baseUrl: outside.world.urls.wechat,
    version: 'develop',
    timeoutMs: PATIENCE_MS,
    now: outside.now,
    ...over,
  });

beforeAll(async () => {
  outside = await startOutside();
  client = newClient();
});
afterAll(() => outside.close());

const signIn = async (openid: string) =>
  client.codeToSession((await outside.control<{ code: string }>('/wechat/login-code', { openid })).code);

describe("WeChat's mini-program server as simulated", () => {
  it('signs a person in, once per code', async () => {
    const { code } = await outside.control<{ code: string }>('/wechat/login-code', {
      openid: 'openid-w1',
      unionid: 'union-w1',
    });
    expect(await client.codeToSession(code)).toEqual({
      ok: true,
      value: { openid: 'openid-w1', unionid: 'union-w1', sessionKey: expect.any(String) },
    });
    expect(await client.codeToSession(code)).toMatchObject({ ok: false, error: { outcome: 'refused' } });
    expect(await newClient({ secret: 'wrong' }).codeToSession(code)).toMatchObject({
      ok: false,
      error: { code: 'SECRET_INVALID' },
    });
  });

  it('gives the phone number, across the end of an access token', async () => {
    const phoneCode = async () =>
      (await outside.control<{ code: string }>('/wechat/phone-code', { phone: '13812345678' })).code;
    expect(await client.phoneNumber(await phoneCode())).toEqual({
      ok: true,
      value: { phone: '13812345678', countryCode: '86' },
    });
    await outside.advance(3 * HOUR_MS);
    expect((await client.phoneNumber(await phoneCode())).ok).toBe(true);
    expect(await client.phoneNumber('none')).toMatchObject({ ok: false, error: { code: 'CODE_INVALID' } });
  });

  it('delivers one message for each agreement', async () => {
    const message = {
      openid: 'openid-w1',
      templateId: 'ORDER_SHIPPED',
      page: 'pages/order/detail?id=1',
      data: { thing1: '五常大米', time2: '2026-11-25 09:00' },
    };
    expect(await client.sendSubscribeMessage(message)).toMatchObject({
      ok: false,
      error: { code: 'USER_DID_NOT_SUBSCRIBE' },
    });
    await outside.control('/wechat/subscribe', { openid: 'openid-w1', templateId: 'ORDER_SHIPPED' });
    expect(await client.sendSubscribeMessage({ ...message, data: { thing1: '一'.repeat(21) } })).toMatchObject({
      ok: false,
      error: { code: 'TEMPLATE_DATA_INVALID' },
    });
    expect(await client.sendSubscribeMessage(message)).toEqual({ ok: true, value: null });
    const { messages } = await outside.control<{ messages: object[] }>('/wechat/messages?openid=openid-w1');
    expect(messages).toEqual([
      {
        templateId: 'ORDER_SHIPPED',
        page: message.page,
        data: { thing1: { value: '五常大米' }, time2: { value: '2026-11-25 09:00' } },
        at: expect.any(String),
      },
    ]);
  });

  it('checks what a visitor writes', async () => {
    await signIn('openid-w2');
    expect(await client.checkText({ openid: 'openid-w2', scene: 'comment', content: '米很香' })).toMatchObject({
      ok: true,
      value: { suggest: 'pass', label: 100, keywords: [] },
    });
    expect(
      await client.checkText({ openid: 'openid-w2', scene: 'comment', content: '加微信，刷单返利' }),
    ).toMatchObject({ ok: true, value: { suggest: 'risky', label: 20008, keywords: ['刷单返利', '加微信'] } });
    await outside.advance(3 * HOUR_MS);
    expect(await client.checkText({ openid: 'openid-w2', scene: 'comment', content: '米很香' })).toMatchObject({
      ok: false,
      error: { code: 'USER_NOT_SEEN_LATELY' },
    });
  });

  it('draws a code, and refuses a page it cannot have', async () => {
    const code = await client.codeUnlimited('t=L20261125', 'pages/trace/index');
    expect(code.ok && code.value.subarray(1, 4).toString()).toBe('PNG');
    expect(await client.codeUnlimited('t=L20261125', '/pages/trace/index')).toMatchObject({
      ok: false,
      error: { code: 'PAGE_INVALID' },
    });
  });

  it('learns how the goods of a combined order travel, some time after it was paid', async () => {
    const { wechatPay } = outside.world.settings;
    const channel = channelIn(outside, { timeoutMs: PATIENCE_MS });
    const placed = await channel.placeCombined({
      outTradeNo: 'W00000001',
      openid: 'openid-w1',
      description: '黑土优选',
      expiresAt: new Date(outside.now().getTime() + 15 * MINUTE_MS),
      notifyUrl: `${outside.edgeUrl}/pay`,
      subOrders: ['A', 'B'].map((letter, i) => ({
        outTradeNo: `W00000001${letter}`,
        merchant: wechatPay.subMchids[i]!,
        totalFen: 1280,
        description: '大米',
      })),
    });
    expect(placed.ok && (await outside.control('/pay', { prepayId: placed.value.prepayId }))).toEqual({
      state: 'SUCCESS',
    });
    const named = (outTradeNo: string) => ({ mchid: wechatPay.mchid, outTradeNo });
    const express: Shipping = {
      order: named('W00000001A'),
      logistics: 'express',
      parcels: [{ trackingNo: 'SF0001', expressCompany: 'SF', description: '大米', receiverPhone: '13812345678' }],
      progress: 'more-follow',
    };
    const ownTruck: Shipping = {
      order: named('W00000001B'),
      logistics: 'same-city',
      parcels: [{ description: '大米' }],
      progress: 'all',
    };
    const upload = (at: Date) =>
      client.uploadCombinedShippingInfo(named('W00000001'), [express, ownTruck], 'openid-w1', at);

    expect(await upload(outside.now())).toMatchObject({
      ok: false,
      error: { code: 'ORDER_NOT_FOUND', retryable: true },
    });
    await outside.advance(MINUTE_MS);
    const at = outside.now();
    expect(await upload(at)).toEqual({ ok: true, value: null });
    // The answer was lost, say: the same again is done already.
    expect(await upload(at)).toEqual({ ok: true, value: null });
    expect(await client.getOrder(named('W00000001A'))).toMatchObject({
      ok: true,
      value: {
        state: 'shipped',
        paidFen: 1280,
        shippingComplete: false,
        parcels: [{ trackingNo: 'SF0001', expressCompany: 'SF' }],
      },
    });

    await outside.advance(MINUTE_MS);
    const last: Shipping = {
      ...express,
      parcels: [{ ...express.parcels[0]!, trackingNo: 'SF0002' }],
      progress: 'last',
    };
    expect(await client.uploadShippingInfo(last, 'openid-of-another', outside.now())).toMatchObject({
      ok: false,
      error: { code: 'OPENID_IS_NOT_THE_PAYER' },
    });
    expect(await client.uploadShippingInfo(last, 'openid-w1', outside.now())).toEqual({ ok: true, value: null });
    const shipped = await client.getOrder(named('W00000001A'));
    expect(shipped).toMatchObject({
      ok: true,
      value: { shippingComplete: true, parcels: [{ trackingNo: 'SF0001' }, { trackingNo: 'SF0002' }] },
    });
    await outside.control('/wechat/confirm-receipt', { transactionId: shipped.ok ? shipped.value.transactionId : '' });
    expect(await client.getOrder(named('W00000001A'))).toMatchObject({ ok: true, value: { state: 'received' } });
  });

  it('is out of reach, or too slow', async () => {
    await outside.control('/faults', { service: 'wechat', mode: 'failing', times: 1 });
    expect(await client.codeToSession('c')).toMatchObject({
      ok: false,
      error: { outcome: 'unknown', retryable: true },
    });
    await outside.control('/faults', { service: 'wechat', mode: 'slow', ms: 1000, times: 1 });
    expect(await newClient({ timeoutMs: 100 }).codeToSession('c')).toMatchObject({
      ok: false,
      error: { outcome: 'unknown', code: 'TIMEOUT' },
    });
  });
});

describe('the text-message gateway as simulated', () => {
  it('takes a signed message, and not one signed with another secret', async () => {
    const sms = (over: { secret?: string } = {}) =>
      new SmsClient({
        ...outside.world.settings.sms,
        baseUrl: outside.world.urls.sms,
        timeoutMs: PATIENCE_MS,
        now: outside.now,
        ...over,
      });
    const sent = await sms().send({ phone: '13812345678', template: 'LOGIN_CODE', params: { code: '123456' } });
    expect(sent).toEqual({ ok: true, id: expect.any(String) });
    expect(
      await sms({ secret: 'wrong' }).send({ phone: '13812345678', template: 'LOGIN_CODE', params: { code: '123456' } }),
    ).toMatchObject({ ok: false, outcome: 'refused', code: 'SIGN_ERROR' });
    await outside.control('/faults', { service: 'sms', mode: 'failing', times: 1 });
    expect(
      await sms().send({ phone: '13812345678', template: 'LOGIN_CODE', params: { code: '123456' } }),
    ).toMatchObject({ ok: false, outcome: 'unknown' });
    const { messages } = await outside.control<{ messages: object[] }>('/sms?phone=13812345678');
    expect(messages).toEqual([
      { id: sent.ok ? sent.id : '', template: 'LOGIN_CODE', params: { code: '123456' }, at: expect.any(String) },
    ]);
  });

  it('posts what people write back, and is not believed under a wrong signature', async () => {
    const client = new SmsClient({
      ...outside.world.settings.sms,
      baseUrl: outside.world.urls.sms,
      timeoutMs: PATIENCE_MS,
      now: outside.now,
    });
    const seen: unknown[] = [];
    outside.onPost(async ({ path, body }) => {
      if (!path.endsWith('/sms/reply')) return { status: 200 };
      const read = client.readReply(body.toString('utf8'));
      seen.push(read);
      return { status: read.ok ? 200 : 401 };
    });
    const written = { phone: '13812345678', content: '停', url: `${outside.edgeUrl}/sms/reply` };
    await outside.control('/faults', { service: 'sms', mode: 'lying', lie: 'wrong-signature', times: 1 });
    expect(await outside.control('/sms/reply', written)).toMatchObject({ push: { state: 'waiting' } });
    await outside.control('/callbacks/flush', {});
    expect(seen).toEqual([
      { ok: false, reason: 'bad-signature' },
      { ok: true, reply: { phone: '13812345678', text: '停' } },
    ]);
  });
});
