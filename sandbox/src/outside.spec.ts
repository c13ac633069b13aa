import { createHash, createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import { temperatureAt } from './sensors.ts';
import { startTestPlatform, type TestPlatform } from './platform.fixture.ts';

let platform: TestPlatform;
beforeAll(async () => void (platform = await startTestPlatform()));
afterAll(() => platform.close());
afterEach(async () => {
  for (const service of ['sms', 'express', 'sensors']) await platform.control('/faults', { service, mode: 'ok' });
});

const MD5 = (text: string): string => createHash('md5').update(text).digest('hex').toUpperCase();
let nonce = 0;

describe('text messages', () => {
  const send = async (
    change: object = {},
    signedChange: { timestamp?: string; nonce?: string; phone?: string } = {},
  ) => {
    const { account, secret } = platform.sandbox.settings.sms;
    const message = {
      account,
      timestamp: String(Math.floor((await platform.now()) / 1000)),
      nonce: `nonce-${++nonce}`,
      phone: '13904510001',
      template: 'LOGIN_CODE',
      params: { code: '482913', minutes: 5 },
      ...signedChange,
    };
    const sign = createHmac('sha256', secret)
      .update(
        message.account +
          message.timestamp +
          message.nonce +
          message.phone +
          message.template +
          JSON.stringify(message.params),
      )
      .digest('hex');
    const answer = await fetch(`${platform.sandbox.urls.sms}/send`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...message, sign, ...change }),
    });
    return { status: answer.status, ...((await answer.json()) as { code: string; id?: string }) };
  };
  const inbox = async () => (await platform.control('/sms?phone=13904510001')).messages;

  it('arrive when signed, and are kept', async () => {
    expect(await send()).toMatchObject({ status: 200, code: 'OK', id: expect.any(String) });
    expect(await inbox()).toMatchObject([{ template: 'LOGIN_CODE', params: { code: '482913', minutes: 5 } }]);
  });

  it('are refused when altered, old, repeated or sent to no phone', async () => {
    const before = (await inbox()).length;
    expect(await send({ params: { code: '000000' } })).toMatchObject({ status: 403, code: 'SIGN_ERROR' });
    expect(await send({ account: 'other' })).toMatchObject({ code: 'ACCOUNT_UNKNOWN' });
    expect(await send({ template: undefined })).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
    expect(await send({}, { timestamp: String(Math.floor((await platform.now()) / 1000) - 301) })).toMatchObject({
      code: 'TIMESTAMP_EXPIRED',
    });
    expect(await send({}, { phone: '12345' })).toMatchObject({ code: 'PHONE_INVALID' });
    expect(await send({}, { nonce: 'once' })).toMatchObject({ code: 'OK' });
    expect(await send({}, { nonce: 'once' })).toMatchObject({ code: 'NONCE_USED' });
    expect(await inbox()).toHaveLength(before + 1);
  });

  it('can fail, or be promised and never arrive', async () => {
    const before = (await inbox()).length;
    await platform.control('/faults', { service: 'sms', mode: 'failing', times: 1 });
    expect((await send()).status).toBe(503);
    await platform.control('/faults', { service: 'sms', mode: 'lying', times: 1 });
    expect(await send()).toMatchObject({ code: 'OK' });
    expect(await inbox()).toHaveLength(before);
  });
});

describe('express', () => {
  const form = async (path: string, fields: Record<string, string>): Promise<any> =>
    (
      await fetch(`${platform.sandbox.urls.express}${path}`, { method: 'POST', body: new URLSearchParams(fields) })
    ).json();
  const query = (param: object, change: Record<string, string> = {}) => {
    const { customer, key } = platform.sandbox.settings.express;
    const text = JSON.stringify(param);
    return form('/poll/query.do', { customer, sign: MD5(text + key + customer), param: text, ...change });
  };
  const subscribe = (number: string, salt: string | undefined, company = 'yuantong', phone?: string) =>
    form('/poll', {
      schema: 'json',
      param: JSON.stringify({
        company,
        number,
        key: platform.sandbox.settings.express.key,
        parameters: {
          callbackurl: `${platform.url}/express`,
          resultv2: '4',
          ...(salt !== undefined && { salt }),
          ...(phone && { phone }),
        },
      }),
    });

  it('tells the track to a signed query, newest first', async () => {
    expect(await query({ com: 'yuantong', num: 'YT0000001' })).toMatchObject({ result: false, returnCode: '500' });
    for (const [context, state] of [
      ['已揽收', '1'],
      ['已签收', '3'],
    ]) {
      await platform.control('/express/track', { company: 'yuantong', number: 'YT0000001', context, state });
      await platform.advance(MINUTE_MS);
    }
    expect(await query({ com: 'yuantong', num: 'YT0000001' })).toMatchObject({
      message: 'ok',
      nu: 'YT0000001',
      status: '200',
      state: '3',
      ischeck: '1',
      data: [{ context: '已签收' }, { context: '已揽收' }],
    });
    expect(await query({ com: 'yuantong', num: 'YT0000001', order: 'asc' })).toMatchObject({
      data: [{ context: '已揽收' }, { context: '已签收' }],
    });
    expect(await query({ com: 'yuantong', num: 'YT0000001' }, { sign: 'X' })).toMatchObject({ returnCode: '503' });
    expect(await query({ com: 'shunfeng', num: 'SF0000001' })).toMatchObject({ returnCode: '408' });
  });

  it('pushes to the subscriber with a salted signature until it is taken', async () => {
    platform.received.length = 0;
    expect(await subscribe('YT0000002', 'pepper')).toMatchObject({ result: true, returnCode: '200' });
    expect(await subscribe('YT0000002', 'pepper')).toMatchObject({ result: false, returnCode: '501' });
    Object.assign(platform.replyWith, { status: 200, body: '{"result":false,"returnCode":"500","message":"失败"}' });
    expect(
      await platform.control('/express/track', {
        company: 'yuantong',
        number: 'YT0000002',
        context: '派送中',
        state: '5',
      }),
    ).toMatchObject({ push: { state: 'waiting', attempts: 1 } });
    Object.assign(platform.replyWith, { body: '{"result":true,"returnCode":"200","message":"成功"}' });
    await platform.advance(HOUR_MS);
    const pushed = new URLSearchParams(platform.received.at(-1)!.body);
    expect(pushed.get('sign')).toBe(MD5(`${pushed.get('param')}pepper`));
    expect(JSON.parse(pushed.get('param')!)).toMatchObject({
      status: 'polling',
      lastResult: { nu: 'YT0000002', com: 'yuantong', state: '5', data: [{ context: '派送中' }] },
    });
    await platform.control('/faults', { service: 'express', mode: 'lying', lie: 'wrong-signature', times: 1 });
    expect(
      await platform.control('/express/track', {
        company: 'yuantong',
        number: 'YT0000002',
        context: '已签收',
        state: '3',
      }),
    ).toMatchObject({ push: { state: 'delivered' } });
    const spoiled = new URLSearchParams(platform.received.at(-1)!.body);
    expect(JSON.parse(spoiled.get('param')!).status).toBe('shutdown');
    expect(spoiled.get('sign')).not.toBe(MD5(`${spoiled.get('param')}pepper`));
  });

  it('signs with an empty salt, not without one, and says when it gives up', async () => {
    await subscribe('YT0000003', '');
    await subscribe('YT0000004', undefined);
    await platform.control('/express/track', { company: 'yuantong', number: 'YT0000003', context: '揽收', state: '1' });
    const salted = new URLSearchParams(platform.received.at(-1)!.body);
    expect(salted.get('sign')).toBe(MD5(salted.get('param')!));
    await platform.control('/express/track', { company: 'yuantong', number: 'YT0000004', abort: '3天查询无记录' });
    const unsalted = new URLSearchParams(platform.received.at(-1)!.body);
    expect(unsalted.has('sign')).toBe(false);
    expect(JSON.parse(unsalted.get('param')!)).toMatchObject({ status: 'abort', message: '3天查询无记录' });
    expect(await subscribe('YT0000004', undefined)).toMatchObject({ result: true });
  });
});

describe('sensors', () => {
  const device = () => ({ deviceId: 'truck-1', secret: 'device-secret', url: `${platform.url}/readings` });
  const last = () => platform.received.at(-1)!;
  const genuine = ({ headers, body }: ReturnType<typeof last>): boolean =>
    headers['x-signature'] ===
    createHmac('sha256', 'device-secret').update(`${headers['x-timestamp']}\n${body}`).digest('hex');

  it('push signed readings at once', async () => {
    Object.assign(platform.replyWith, { status: 204, body: '' });
    const answer = await platform.control('/sensors/push', {
      ...device(),
      readings: [{ temperatureCelsius: -18.5, humidityPercent: 80 }],
    });
    expect(answer).toMatchObject({ push: { state: 'delivered', lastStatus: 204 } });
    expect(last().headers['x-device-id']).toBe('truck-1');
    expect(genuine(last())).toBe(true);
    expect(JSON.parse(last().body)).toEqual({
      deviceId: 'truck-1',
      readings: [{ at: expect.stringMatching(/Z$/), temperatureCelsius: -18.5, humidityPercent: 80 }],
    });
  });

  it('follow a curve every five minutes as the clock passes', async () => {
    platform.received.length = 0;
    const curve = [
      { minutes: 0, temperatureCelsius: 2 },
      { minutes: 10, temperatureCelsius: 12 },
      { minutes: 20, temperatureCelsius: 4 },
    ];
    await platform.control('/sensors/push', { ...device(), curve });
    expect(platform.received).toHaveLength(1);
    await platform.advance(11 * MINUTE_MS);
    await platform.advance(HOUR_MS);
    const readings = platform.received.flatMap(
      ({ body }) => JSON.parse(body).readings as { at: string; temperatureCelsius: number }[],
    );
    expect(readings.map((reading) => reading.temperatureCelsius)).toEqual([2, 7, 12, 8, 4]);
    expect(
      new Set(readings.slice(1).map((reading, i) => Date.parse(reading.at) - Date.parse(readings[i]!.at))),
    ).toEqual(new Set([5 * MINUTE_MS]));
    expect(temperatureAt(curve, 100)).toBe(4);
  });

  it('send a curve of the past in one push', async () => {
    platform.received.length = 0;
    const startAt = new Date((await platform.now()) - HOUR_MS).toISOString();
    await platform.control('/sensors/push', {
      ...device(),
      startAt,
      curve: [
        { minutes: 0, temperatureCelsius: 3 },
        { minutes: 60, temperatureCelsius: 3 },
      ],
    });
    expect(platform.received).toHaveLength(1);
    expect(JSON.parse(last().body).readings).toHaveLength(13);
  });

  it('go silent and catch up, or sign wrongly', async () => {
    platform.received.length = 0;
    await platform.control('/faults', { service: 'sensors', mode: 'failing', times: 1 });
    expect(
      await platform.control('/sensors/push', { ...device(), readings: [{ temperatureCelsius: 5 }] }),
    ).toMatchObject({ push: { state: 'waiting', lastStatus: 0 } });
    expect(platform.received).toHaveLength(0);
    await platform.advance(61 * SECOND_MS);
    expect(platform.received).toHaveLength(1);
    await platform.control('/faults', { service: 'sensors', mode: 'lying', times: 1 });
    await platform.control('/sensors/push', { ...device(), readings: [{ temperatureCelsius: 5 }] });
    expect(genuine(last())).toBe(false);
  });
});
