import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { crc32, inflateSync } from 'node:zlib';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import { OPENID, paidOrder, startTestPlatform, type TestPlatform } from '../platform.fixture.ts';

let platform: TestPlatform;
let accessToken = '';

const call = async (path: string, body?: object | string): Promise<any> => {
  const url = `${platform.sandbox.urls.wechat}${path}${path.includes('?') ? '&' : '?'}access_token=${accessToken}`;
  const answer = await fetch(
    url,
    body ? { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) } : {},
  );
  expect(answer.status).toBe(200);
  return answer.headers.get('content-type')?.includes('json') ? answer.json() : Buffer.from(await answer.arrayBuffer());
};
const newToken = async (): Promise<void> => {
  const { appid, secret } = platform.sandbox.settings.wechat;
  accessToken = (await call(`/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${secret}`))
    .access_token;
};
const signIn = async (openid: string): Promise<any> => {
  const { appid, secret } = platform.sandbox.settings.wechat;
  const { code } = await platform.control('/wechat/login-code', { openid, unionid: 'u1' });
  const session = await call(
    `/sns/jscode2session?appid=${appid}&secret=${secret}&js_code=${code}&grant_type=authorization_code`,
  );
  return { code, session };
};

beforeAll(async () => {
  platform = await startTestPlatform();
  await newToken();
});
afterAll(() => platform.close());

describe('tokens and sign-in', () => {
  it('gives a token for two hours to who knows the secret', async () => {
    const { appid, secret } = platform.sandbox.settings.wechat;
    expect(await call(`/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=wrong`)).toMatchObject({
      errcode: 40125,
    });
    const stable = await call('/cgi-bin/stable_token', { grant_type: 'client_credential', appid, secret });
    expect(stable).toMatchObject({ access_token: accessToken, expires_in: expect.any(Number) });
    await platform.advance(2 * HOUR_MS);
    expect(await call('/wxa/sec/order/is_trade_managed', { appid })).toMatchObject({
      errcode: 42001,
      errmsg: expect.stringContaining('rid: '),
    });
    await newToken();
    expect(await call('/wxa/sec/order/is_trade_managed', { appid })).toEqual({
      errcode: 0,
      errmsg: 'ok',
      is_trade_managed: true,
    });
  });

  it('takes a login code once, within five minutes', async () => {
    const { appid, secret } = platform.sandbox.settings.wechat;
    const { code, session } = await signIn(OPENID);
    expect(session).toMatchObject({ openid: OPENID, unionid: 'u1', session_key: expect.any(String) });
    const again = `/sns/jscode2session?appid=${appid}&secret=${secret}&grant_type=authorization_code&js_code=`;
    expect(await call(again + code)).toMatchObject({ errcode: 40029 });
    const { code: old } = await platform.control('/wechat/login-code', { openid: OPENID });
    await platform.advance(5 * MINUTE_MS);
    expect(await call(again + old)).toMatchObject({ errcode: 40029 });
  });

  it('takes a phone code once', async () => {
    const { code } = await platform.control('/wechat/phone-code', { phone: '13904510001' });
    expect(await call('/wxa/business/getuserphonenumber', { code })).toMatchObject({
      errcode: 0,
      phone_info: {
        purePhoneNumber: '13904510001',
        countryCode: '86',
        watermark: { appid: platform.sandbox.settings.wechat.appid },
      },
    });
    expect(await call('/wxa/business/getuserphonenumber', { code })).toMatchObject({ errcode: 40029 });
  });
});

describe('subscribe messages', () => {
  it('sends one message for each agreement, with fields that fit', async () => {
    const message = {
      touser: OPENID,
      template_id: 'T1',
      page: 'pages/order',
      data: { thing1: { value: '五常大米已发货' }, time2: { value: '2026-11-25 10:00' } },
    };
    expect(await call('/cgi-bin/message/subscribe/send', message)).toMatchObject({ errcode: 43101 });
    await platform.control('/wechat/subscribe', { openid: OPENID, templateId: 'T1' });
    expect(
      await call('/cgi-bin/message/subscribe/send', { ...message, data: { thing1: { value: '一'.repeat(21) } } }),
    ).toMatchObject({ errcode: 47003 });
    expect(await call('/cgi-bin/message/subscribe/send', message)).toMatchObject({ errcode: 0 });
    expect(await call('/cgi-bin/message/subscribe/send', message)).toMatchObject({ errcode: 43101 });
    expect((await platform.control(`/wechat/messages?openid=${OPENID}`)).messages).toMatchObject([
      { templateId: 'T1', page: 'pages/order', data: message.data },
    ]);
  });

  it('asks for three at a tap at most, and keeps a choice that is to stay', async () => {
    const ask = (tmplIds: string[], answer: string, always = false) =>
      platform.control('/wechat/ask-to-subscribe', { openid: 'asked', tmplIds, answer, always });
    const send = async (templateId: string) => {
      const message = { touser: 'asked', template_id: templateId, data: { thing1: { value: '到了' } } };
      return (await call('/cgi-bin/message/subscribe/send', message)).errcode;
    };
    expect((await ask(['A', 'B', 'C', 'D'], 'accept')).status).toBe(409);
    expect(await ask(['A', 'B'], 'accept')).toEqual({ status: 200, A: 'accept', B: 'accept' });
    expect(await ask(['C'], 'reject', true)).toEqual({ status: 200, C: 'reject' });
    expect([await send('A'), await send('A'), await send('C')]).toEqual([0, 43101, 43101]);
    // A no that is kept answers the next tap as well; a yes of before does not last.
    expect(await ask(['A', 'C'], 'accept')).toEqual({ status: 200, A: 'accept', C: 'reject' });
    expect([await send('A'), await send('C')]).toEqual([0, 43101]);
  });
});

describe('content check', () => {
  const check = (content: string, openid = OPENID, scene = 2) =>
    call('/wxa/msg_sec_check', { version: 2, openid, scene, content });

  it('judges text of people who were here in the last two hours', async () => {
    await signIn(OPENID);
    expect(await check('米很香')).toMatchObject({ errcode: 0, result: { suggest: 'pass', label: 100 } });
    expect(await check('来赌博吧')).toMatchObject({
      result: { suggest: 'risky', label: 20006 },
      detail: [{ strategy: 'content_model' }, { strategy: 'keyword', keyword: '赌博' }],
    });
    expect(await check('加微信聊')).toMatchObject({ result: { suggest: 'review' } });
    expect(await check('')).toMatchObject({ errcode: 44002 });
    expect(await check('好', OPENID, 9)).toMatchObject({ errcode: 40129 });
    expect(await check('好', 'oNeverSeen')).toMatchObject({ errcode: 40003 });
    await platform.advance(2 * HOUR_MS + SECOND_MS);
    await newToken();
    expect(await check('米很香')).toMatchObject({ errcode: 61010 });
    expect(await call('/wxa/msg_sec_check', '{"version":')).toMatchObject({ errcode: 47001 });
  });

  it('judges pictures later, by a signed event', async () => {
    await signIn(OPENID);
    platform.received.length = 0;
    await platform.control('/wechat/event-url', { url: `${platform.url}/events`, token: 'tok' });
    const answer = await call('/wxa/media_check_async', {
      media_url: 'https://img.example/risky.jpg',
      media_type: 2,
      version: 2,
      openid: OPENID,
      scene: 2,
    });
    await platform.advance(MINUTE_MS);
    const event = platform.received.at(-1)!;
    const query = new URL(event.path, platform.url).searchParams;
    expect(
      createHash('sha1')
        .update(['tok', query.get('timestamp'), query.get('nonce')].sort().join(''))
        .digest('hex'),
    ).toBe(query.get('signature'));
    expect(JSON.parse(event.body)).toMatchObject({
      Event: 'wxa_media_check',
      trace_id: answer.trace_id,
      result: { suggest: 'risky' },
    });
  });
});

describe('mini-program code', () => {
  it('is a real PNG that carries its scene', async () => {
    const image: Buffer = await call('/wxa/getwxacodeunlimit', {
      scene: 'L=230184001',
      page: 'pages/trace',
      check_path: false,
      width: 280,
    });
    expect(image.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    const chunks = new Map<string, Buffer>();
    for (let at = 8; at < image.length;) {
      const length = image.readUInt32BE(at);
      expect(image.readUInt32BE(at + 8 + length)).toBe(crc32(image.subarray(at + 4, at + 8 + length)));
      chunks.set(image.subarray(at + 4, at + 8).toString(), image.subarray(at + 8, at + 8 + length));
      at += 12 + length;
    }
    expect(chunks.get('IHDR')!.readUInt32BE(0)).toBe(280);
    expect(inflateSync(chunks.get('IDAT')!)).toHaveLength(281 * 280);
    expect(chunks.get('tEXt')!.toString()).toContain('pages/trace?scene=L=230184001');
  });

  it('refuses long scenes and strange pages', async () => {
    expect(await call('/wxa/getwxacodeunlimit', { scene: 'x'.repeat(33) })).toMatchObject({ errcode: 40097 });
    expect(await call('/wxa/getwxacodeunlimit', { scene: 'x', page: '/pages/trace' })).toMatchObject({
      errcode: 41030,
    });
  });
});

describe('shipping information', () => {
  const parcel = {
    tracking_no: 'SF1234567890',
    express_company: 'SF',
    item_desc: '大米',
    contact: { receiver_contact: '139****0001' },
  };
  const uploadOf = async (key: object, more: object = {}) => ({
    order_key: key,
    logistics_type: 1,
    delivery_mode: 1,
    shipping_list: [parcel],
    upload_time: new Date(await platform.now()).toISOString(),
    payer: { openid: OPENID },
    ...more,
  });

  it('knows a payment only some seconds later, and lets it be shipped again once', async () => {
    await newToken();
    const order = await paidOrder(platform, [500]);
    const [transactionId] = order.transactionIds;
    const key = { order_number_type: 2, transaction_id: transactionId };
    const send = async (more: object = {}) => call('/wxa/sec/order/upload_shipping_info', await uploadOf(key, more));
    expect(await send()).toMatchObject({ errcode: 10060001 });
    await platform.advance(11 * SECOND_MS);
    expect(await send({ payer: { openid: 'oOther' } })).toMatchObject({ errcode: 10060031 });
    expect(await send({ shipping_list: [{ ...parcel, contact: undefined }] })).toMatchObject({ errcode: 10060014 });
    expect(await send({ delivery_mode: 2 })).toMatchObject({ errcode: 10060007 });
    expect(await send()).toEqual({ errcode: 0, errmsg: 'ok' });
    const get = () => call('/wxa/sec/order/get_order', { transaction_id: transactionId });
    expect((await get()).order).toMatchObject({
      order_state: 2,
      paid_amount: 500,
      shipping: { finish_shipping: true, shipping_list: [{ tracking_no: 'SF1234567890', goods_desc: '大米' }] },
    });
    await platform.advance(SECOND_MS);
    expect(await send()).toMatchObject({ errcode: 0 });
    await platform.advance(SECOND_MS);
    expect(await send()).toMatchObject({ errcode: 10060003 });
    const received = { transaction_id: transactionId, received_time: Math.floor((await platform.now()) / 1000) };
    expect(await call('/wxa/sec/order/notify_confirm_receive', received)).toMatchObject({ errcode: 0 });
    expect(await call('/wxa/sec/order/notify_confirm_receive', received)).toMatchObject({ errcode: 10060004 });
    expect(await platform.control('/wechat/confirm-receipt', { transactionId })).toMatchObject({ confirmed: true });
    expect((await get()).order.order_state).toBe(3);
  });

  it('takes the sub orders of a combined order, all or none', async () => {
    const order = await paidOrder(platform, [500, 600]);
    await platform.advance(11 * SECOND_MS);
    const { mchid } = platform.sandbox.settings.wechatPay;
    const part = (i: number, more: object = {}) => ({
      order_key: {
        order_number_type: 1,
        mchid: order.subOrders[i]!.subMchid,
        out_trade_no: order.subOrders[i]!.outTradeNo,
      },
      logistics_type: 1,
      delivery_mode: 1,
      shipping_list: [parcel],
      ...more,
    });
    const send = async (subOrders: object[]) =>
      call('/wxa/sec/order/upload_combined_shipping_info', {
        order_key: { order_number_type: 1, mchid, out_trade_no: order.outTradeNo },
        sub_orders: subOrders,
        upload_time: new Date(await platform.now()).toISOString(),
        payer: { openid: OPENID },
      });
    const stateOf = async (i: number) =>
      (await call('/wxa/sec/order/get_order', { transaction_id: order.transactionIds[i] })).order.order_state;
    expect(await send([part(0), part(1, { logistics_type: 9 })])).toMatchObject({ errcode: 10060005 });
    expect(await stateOf(0)).toBe(1);
    expect(await send([part(0), part(1, { logistics_type: 4, shipping_list: [{ item_desc: '自提' }] })])).toMatchObject(
      { errcode: 0 },
    );
    expect([await stateOf(0), await stateOf(1)]).toEqual([2, 2]);
  });
});
