import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WechatClient } from './wechat-client.ts';
import type { Shipping } from './shipping.ts';

interface Seen {
  method: string;
  path: string;
  query: Record<string, string>;
  body: Record<string, unknown> | null;
}

const START = new Date('2026-11-25T01:00:00.120Z');
let now: Date;
let seen: Seen[];
/** Tokens handed out by stable_token, the last one stays. */
let tokens: string[];
let answer: (request: Seen) => unknown;
let server: Server;
let client: WechatClient;
let config: ConstructorParameters<typeof WechatClient>[0];

beforeEach(async () => {
  now = START;
  seen = [];
  tokens = ['T1'];
  answer = () => ({ errcode: 0, errmsg: 'ok' });
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url!, 'http://host');
    const text = Buffer.concat(chunks).toString('utf8');
    const entry = {
      method: request.method!,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: text ? JSON.parse(text) : null,
    };
    seen.push(entry);
    const reply =
      entry.path === '/cgi-bin/stable_token'
        ? { access_token: tokens.length > 1 ? tokens.shift() : tokens[0], expires_in: 7200 }
        : await answer(entry);
    if (typeof reply === 'number') return void response.writeHead(reply).end('<html>');
    response.end(Buffer.isBuffer(reply) ? reply : JSON.stringify(reply));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  config = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    appid: 'wx1',
    secret: 's',
    version: 'trial',
    timeoutMs: 1000,
    now: () => now,
  };
  client = new WechatClient(config);
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const calls = () => seen.map(({ path, query }) => `${path.split('/').at(-1)} ${query.access_token ?? ''}`.trim());

describe('sign-in', () => {
  it('exchanges a code for a session', async () => {
    answer = () => ({ openid: 'o1', session_key: 'k1' });
    expect(await client.codeToSession('c1')).toEqual({
      ok: true,
      value: { openid: 'o1', sessionKey: 'k1', unionid: null },
    });
    expect(seen).toEqual([
      {
        method: 'GET',
        path: '/sns/jscode2session',
        query: { appid: 'wx1', secret: 's', js_code: 'c1', grant_type: 'authorization_code' },
        body: null,
      },
    ]);
  });

  it('names the refusal of a used or wrong code', async () => {
    answer = ({ query }) => ({ errcode: query.js_code === 'used' ? 40163 : 40029, errmsg: 'invalid code, rid: 1' });
    expect(await client.codeToSession('used')).toMatchObject({
      ok: false,
      error: { outcome: 'refused', code: 'CODE_USED', errcode: 40163, retryable: false },
    });
    expect(await client.codeToSession('wrong')).toEqual({
      ok: false,
      error: {
        outcome: 'refused',
        code: 'CODE_INVALID',
        errcode: 40029,
        message: 'invalid code, rid: 1',
        retryable: false,
      },
    });
  });

  it('gets the phone number meant for this app only', async () => {
    answer = () => ({
      errcode: 0,
      errmsg: 'ok',
      phone_info: {
        phoneNumber: '+8613800001234',
        purePhoneNumber: '13800001234',
        countryCode: '86',
        watermark: { timestamp: 1, appid: 'wx1' },
      },
    });
    expect(await client.phoneNumber('p1')).toEqual({ ok: true, value: { phone: '13800001234', countryCode: '86' } });
    answer = () => ({
      errcode: 0,
      phone_info: { purePhoneNumber: '13800001234', countryCode: '86', watermark: { appid: 'wx2' } },
    });
    expect(await client.phoneNumber('p1')).toMatchObject({ ok: false, error: { code: 'MALFORMED_ANSWER' } });
  });
});

describe('the access token', () => {
  it('is fetched once for many calls, and again before it ends', async () => {
    await Promise.all([client.phoneNumber('a'), client.phoneNumber('b')]);
    expect(calls()).toEqual(['stable_token', 'getuserphonenumber T1', 'getuserphonenumber T1']);
    expect(seen[0]!.body).toEqual({ grant_type: 'client_credential', appid: 'wx1', secret: 's', force_refresh: false });
    tokens = ['T2'];
    now = new Date(START.getTime() + 6900_000);
    await client.phoneNumber('c');
    expect(calls().slice(3)).toEqual(['stable_token', 'getuserphonenumber T2']);
  });

  it('is renewed once when refused, and the call repeated', async () => {
    tokens = ['T1', 'T2'];
    answer = ({ query }) =>
      query.access_token === 'T2' ? { errcode: 0 } : { errcode: 40001, errmsg: 'invalid credential' };
    expect(await client.sendSubscribeMessage({ openid: 'o1', templateId: 't', page: 'p', data: {} })).toEqual({
      ok: true,
      value: null,
    });
    expect(calls()).toEqual(['stable_token', 'send T1', 'stable_token', 'send T2']);
  });

  it('is forced when WeChat insists on the refused one', async () => {
    tokens = ['T1', 'T1', 'T2'];
    answer = ({ query }) => (query.access_token === 'T2' ? { errcode: 0 } : { errcode: 42001, errmsg: 'expired' });
    expect((await client.sendSubscribeMessage({ openid: 'o1', templateId: 't', page: 'p', data: {} })).ok).toBe(true);
    expect(seen.filter(({ path }) => path.endsWith('stable_token')).map(({ body }) => body!.force_refresh)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('is not renewed again and again', async () => {
    tokens = ['T1', 'T2', 'T3'];
    answer = () => ({ errcode: 40001, errmsg: 'invalid credential' });
    expect(await client.phoneNumber('a')).toMatchObject({
      ok: false,
      error: { outcome: 'refused', code: 'TOKEN_INVALID', retryable: true },
    });
    expect(calls()).toEqual(['stable_token', 'getuserphonenumber T1', 'stable_token', 'getuserphonenumber T2']);
  });
});

describe('messages, checks and codes', () => {
  it('sends a message in the form of the template', async () => {
    await client.sendSubscribeMessage({
      openid: 'o1',
      templateId: 't1',
      page: 'pages/order?id=1',
      data: { thing1: '五常大米' },
    });
    expect(seen[1]!.body).toEqual({
      touser: 'o1',
      template_id: 't1',
      page: 'pages/order?id=1',
      data: { thing1: { value: '五常大米' } },
      miniprogram_state: 'trial',
      lang: 'zh_CN',
    });
    answer = () => ({ errcode: 43101, errmsg: 'user refuse to accept the msg' });
    expect(await client.sendSubscribeMessage({ openid: 'o1', templateId: 't1', page: 'p', data: {} })).toMatchObject({
      ok: false,
      error: { code: 'USER_DID_NOT_SUBSCRIBE', outcome: 'refused' },
    });
  });

  it('checks text and names the marked words', async () => {
    answer = () => ({
      errcode: 0,
      errmsg: 'ok',
      trace_id: 'tr',
      result: { suggest: 'risky', label: 20006 },
      detail: [
        { strategy: 'keyword', suggest: 'risky', label: 20006, keyword: '包治百病' },
        { strategy: 'content_model', suggest: 'pass', label: 100 },
      ],
    });
    expect(await client.checkText({ openid: 'o1', scene: 'comment', content: '包治百病的米' })).toEqual({
      ok: true,
      value: { suggest: 'risky', label: 20006, keywords: ['包治百病'], traceId: 'tr' },
    });
    expect(seen[1]!.body).toEqual({ version: 2, openid: 'o1', scene: 2, content: '包治百病的米' });
  });

  it('does not take a missing verdict for a pass', async () => {
    answer = () => ({ errcode: 0, errmsg: 'ok', trace_id: 'tr', result: {} });
    expect(await client.checkText({ openid: 'o1', scene: 'comment', content: '米' })).toMatchObject({
      ok: false,
      error: { outcome: 'unknown' },
    });
  });

  it('refuses a text that would go unchecked, without sending it', async () => {
    expect(await client.checkText({ openid: 'o1', scene: 'comment', content: '米'.repeat(2501) })).toMatchObject({
      ok: false,
      error: { code: 'TEXT_TOO_LONG' },
    });
    expect(seen).toEqual([]);
  });

  it('gets a picture, or the error that comes in its place', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000', 'hex');
    answer = () => png;
    expect(await client.codeUnlimited('t=ABC', 'pages/trace/index')).toEqual({ ok: true, value: png });
    expect(seen[1]!.body).toEqual({
      scene: 't=ABC',
      page: 'pages/trace/index',
      check_path: false,
      env_version: 'trial',
      width: 430,
      is_hyaline: true,
    });
    answer = () => ({ errcode: 41030, errmsg: 'invalid page' });
    expect(await client.codeUnlimited('t=ABC', 'pages/none')).toMatchObject({
      ok: false,
      error: { code: 'PAGE_INVALID' },
    });
    answer = () => Buffer.from('GIF89a');
    expect(await client.codeUnlimited('t=ABC', 'pages/none')).toMatchObject({
      ok: false,
      error: { code: 'MALFORMED_ANSWER' },
    });
    await expect(client.codeUnlimited('t=大米', 'p')).rejects.toThrow('not a scene');
    await expect(client.codeUnlimited('x'.repeat(33), 'p')).rejects.toThrow('not a scene');
  });
});

describe('shipping information', () => {
  const shipping: Shipping = {
    order: { transactionId: '42' },
    logistics: 'express',
    parcels: [{ trackingNo: 'SF1', expressCompany: 'SF', description: '五常大米 5kg*1', receiverPhone: '13812345678' }],
    progress: 'all',
  };

  it('uploads one parcel, with the phone masked', async () => {
    expect(await client.uploadShippingInfo(shipping, 'o1', START)).toEqual({ ok: true, value: null });
    expect(seen[1]!.body).toEqual({
      order_key: { order_number_type: 2, transaction_id: '42' },
      logistics_type: 1,
      delivery_mode: 1,
      shipping_list: [
        {
          tracking_no: 'SF1',
          express_company: 'SF',
          item_desc: '五常大米 5kg*1',
          contact: { receiver_contact: '138****5678' },
        },
      ],
      upload_time: '2026-11-25T09:00:00.120+08:00',
      payer: { openid: 'o1' },
    });
  });

  it('uploads sub orders of a combined order, split where parcels follow', async () => {
    const order = (outTradeNo: string) => ({ mchid: '1900000109', outTradeNo });
    await client.uploadCombinedShippingInfo(
      order('C00001'),
      [
        { ...shipping, order: order('S00001'), progress: 'more-follow' },
        { order: order('S00002'), logistics: 'same-city', parcels: [{ description: '鲜玉米*2' }], progress: 'all' },
      ],
      'o1',
      START,
    );
    expect(seen[1]!.body).toMatchObject({
      order_key: { order_number_type: 1, mchid: '1900000109', out_trade_no: 'C00001' },
      sub_orders: [
        {
          order_key: { order_number_type: 1, mchid: '1900000109', out_trade_no: 'S00001' },
          delivery_mode: 2,
          is_all_delivered: false,
        },
        {
          order_key: { order_number_type: 1, mchid: '1900000109', out_trade_no: 'S00002' },
          logistics_type: 2,
          delivery_mode: 1,
          shipping_list: [{ item_desc: '鲜玉米*2' }],
        },
      ],
    });
  });

  it('asks again for an order that is not known yet, and takes a repeat for done', async () => {
    answer = () => ({ errcode: 10060001, errmsg: '支付单不存在' });
    expect(await client.uploadShippingInfo(shipping, 'o1', START)).toMatchObject({
      ok: false,
      error: { code: 'ORDER_NOT_FOUND', retryable: true },
    });
    answer = () => ({ errcode: 10060023, errmsg: '发货信息未更新' });
    expect(await client.uploadShippingInfo(shipping, 'o1', START)).toEqual({ ok: true, value: null });
    answer = () => ({ errcode: 10060003, errmsg: '支付单已使用重新发货机会' });
    expect(await client.uploadShippingInfo(shipping, 'o1', START)).toMatchObject({
      ok: false,
      error: { code: 'RESHIP_USED_UP', retryable: false },
    });
  });

  it('reads the state of an order', async () => {
    answer = () => ({
      errcode: 0,
      errmsg: 'ok',
      order: {
        transaction_id: '42',
        merchant_trade_no: 'S00001',
        order_state: 3,
        paid_amount: 12830,
        openid: 'o1',
        pay_time: 1764032400,
        in_complaint: false,
        shipping: {
          finish_shipping: true,
          shipping_list: [{ tracking_no: 'SF1', express_company: 'SF', upload_time: 1764032460 }],
        },
      },
    });
    expect(await client.getOrder({ transactionId: '42' })).toEqual({
      ok: true,
      value: {
        transactionId: '42',
        outTradeNo: 'S00001',
        state: 'received',
        paidFen: 12830,
        openid: 'o1',
        paidAt: new Date(1764032400_000),
        inComplaint: false,
        shippingComplete: true,
        parcels: [{ trackingNo: 'SF1', expressCompany: 'SF', uploadedAt: new Date(1764032460_000) }],
      },
    });
    await client.getOrder({ mchid: '1900000109', outTradeNo: 'S00001' });
    expect(seen.at(-1)!.body).toEqual({ merchant_id: '1900000109', merchant_trade_no: 'S00001' });
  });
});

describe('what is no answer', () => {
  it('is an unknown outcome', async () => {
    answer = () => 502;
    expect(await client.codeToSession('c')).toMatchObject({
      ok: false,
      error: { outcome: 'unknown', code: 'NETWORK', retryable: true },
    });
    answer = () => ({ errcode: -1, errmsg: 'system error' });
    expect(await client.codeToSession('c')).toMatchObject({
      ok: false,
      error: { outcome: 'unknown', code: 'SYSTEM_BUSY', retryable: true },
    });
    answer = () => Buffer.from('not json');
    expect(await client.codeToSession('c')).toMatchObject({
      ok: false,
      error: { outcome: 'unknown', code: 'MALFORMED_ANSWER' },
    });
    answer = () => new Promise((resolve) => setTimeout(resolve, 500, {}));
    expect(await new WechatClient({ ...config, timeoutMs: 50 }).codeToSession('c')).toMatchObject({
      ok: false,
      error: { outcome: 'unknown', code: 'TIMEOUT', retryable: true },
    });
    expect(await new WechatClient({ ...config, baseUrl: 'http://127.0.0.1:9' }).codeToSession('c')).toMatchObject({
      ok: false,
      error: { outcome: 'unknown', code: 'NETWORK' },
    });
  });
});
