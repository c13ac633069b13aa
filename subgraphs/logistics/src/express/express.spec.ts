import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Kuaidi100Client, type Kuaidi100Config } from './kuaidi100-client.ts';
import { trackingOf } from './tracking.ts';
import { verifyPush } from './verify-push.ts';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const found = {
  message: 'ok',
  nu: 'SF1234567890',
  ischeck: '1',
  com: 'shunfeng',
  status: '200',
  state: '3',
  condition: 'F00',
  data: [
    { time: '2026-11-25 09:00:00', ftime: '2026-11-25 09:00:00', context: '已签收' },
    { time: '2026-11-24 18:00:00', ftime: '2026-11-24 18:00:00', context: '已揽收' },
  ],
};
const tracking = {
  company: 'shunfeng',
  number: 'SF1234567890',
  state: 'signed',
  steps: [
    { at: new Date('2026-11-25T01:00:00Z'), text: '已签收' },
    { at: new Date('2026-11-24T10:00:00Z'), text: '已揽收' },
  ],
};

describe('the client', () => {
  let reply: { status?: number; body: unknown; delayMs?: number };
  let seen: { path: string; form: URLSearchParams }[];
  let server: Server;
  let config: Kuaidi100Config;
  beforeEach(async () => {
    reply = { body: found };
    seen = [];
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      seen.push({
        path: `${request.method} ${request.url}`,
        form: new URLSearchParams(Buffer.concat(chunks).toString('utf8')),
      });
      if (reply.delayMs) await new Promise((resolve) => setTimeout(resolve, reply.delayMs));
      response
        .writeHead(reply.status ?? 200)
        .end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    config = {
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      customer: 'CUSTOMER',
      key: 'KEY',
      timeoutMs: 1000,
    };
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const parcel = { company: 'shunfeng', number: 'SF1234567890', phone: '5678' };
  const query = (over: Partial<Kuaidi100Config> = {}) => new Kuaidi100Client({ ...config, ...over }).query(parcel);

  it('queries with the signature in capitals', async () => {
    expect(await query()).toEqual({ ok: true, value: tracking });
    const { path, form } = seen[0]!;
    expect(path).toBe('POST /poll/query.do');
    expect(JSON.parse(form.get('param')!)).toEqual({
      com: 'shunfeng',
      num: 'SF1234567890',
      phone: '5678',
      resultv2: '1',
      show: '0',
      order: 'desc',
    });
    expect(form.get('sign')).toBe(md5(`${form.get('param')}KEYCUSTOMER`).toUpperCase());
    expect(form.get('customer')).toBe('CUSTOMER');
  });

  it('subscribes', async () => {
    reply = { body: { result: true, returnCode: '200', message: '提交成功' } };
    expect(await new Kuaidi100Client(config).subscribe(parcel, 'https://heitu.example/push/express', 'salt')).toEqual({
      ok: true,
      value: null,
    });
    expect(seen[0]!.path).toBe('POST /poll');
    expect(seen[0]!.form.get('schema')).toBe('json');
    expect(JSON.parse(seen[0]!.form.get('param')!)).toEqual({
      company: 'shunfeng',
      number: 'SF1234567890',
      key: 'KEY',
      parameters: {
        callbackurl: 'https://heitu.example/push/express',
        salt: 'salt',
        resultv2: '1',
        autoCom: '0',
        phone: '5678',
      },
    });
    expect(() => new Kuaidi100Client(config).subscribe(parcel, 'https://heitu.example', '')).toThrow('empty salt');
  });

  it('reads the same number by the call it answers', async () => {
    reply = { body: { result: false, returnCode: '501', message: '重复订阅' } };
    expect(await new Kuaidi100Client(config).subscribe(parcel, 'https://heitu.example', 's')).toMatchObject({
      ok: false,
      error: { outcome: 'refused', meaning: 'already-subscribed', retryable: false },
    });
    reply = { body: { result: false, returnCode: '501', message: '服务器错误' } };
    expect(await query()).toMatchObject({ ok: false, error: { outcome: 'unknown', code: '501', retryable: true } });
    reply = { body: { result: false, returnCode: '500', message: '查询无结果，请隔段时间再查' } };
    expect(await query()).toEqual({
      ok: false,
      error: {
        outcome: 'refused',
        code: '500',
        meaning: 'not-found',
        message: '查询无结果，请隔段时间再查',
        retryable: true,
      },
    });
  });

  it('knows no outcome without an answer', async () => {
    reply = { status: 502, body: '<html>' };
    expect(await query()).toMatchObject({ ok: false, error: { outcome: 'unknown', code: 'NETWORK', retryable: true } });
    reply = { body: 'nothing' };
    expect(await query()).toMatchObject({ ok: false, error: { outcome: 'unknown', code: 'MALFORMED_ANSWER' } });
    reply = { body: { ...found, state: '77' } };
    expect(await query()).toMatchObject({ ok: false, error: { outcome: 'unknown', code: 'MALFORMED_ANSWER' } });
    reply = { body: found, delayMs: 500 };
    expect(await query({ timeoutMs: 50 })).toMatchObject({
      ok: false,
      error: { outcome: 'unknown', code: 'TIMEOUT', retryable: true },
    });
  });
});

describe('states', () => {
  it.each([
    [0, 'in-transit'],
    [1, 'collected'],
    [2, 'trouble'],
    [3, 'signed'],
    [4, 'returned-signed'],
    [5, 'out-for-delivery'],
    [6, 'returning'],
    [7, 'forwarded'],
    [8, 'customs'],
    [10, 'customs'],
    [11, 'customs'],
    [12, 'customs'],
    [13, 'customs'],
    [14, 'refused'],
  ])('%d is %s', (state, word) => expect(trackingOf({ ...found, state }).state).toBe(word));

  it.each(['9', '15', '', 'toString', 'undefined'])('%p is none', (state) =>
    expect(() => trackingOf({ ...found, state })).toThrow('unknown state'),
  );
});

describe('pushes', () => {
  const push = (param: object, salt = 'salt', sign?: string) => {
    const text = JSON.stringify(param);
    return verifyPush(new URLSearchParams({ sign: sign ?? md5(`${text}${salt}`).toUpperCase(), param: text }), 'salt');
  };

  it('bring updates, the last one marked', () => {
    expect(push({ status: 'polling', lastResult: { ...found, state: '0' } })).toEqual({
      ok: true,
      push: { kind: 'update', tracking: { ...tracking, state: 'in-transit' }, last: false },
    });
    expect(push({ status: 'shutdown', lastResult: found })).toEqual({
      ok: true,
      push: { kind: 'update', tracking, last: true },
    });
    const text = JSON.stringify({ status: 'shutdown', lastResult: found });
    expect(verifyPush(new URLSearchParams({ sign: md5(`${text}salt`), param: text }), 'salt').ok).toBe(true);
  });

  it('say when watching was given up', () => {
    expect(
      push({
        status: 'abort',
        message: '3天查询无记录',
        lastResult: { nu: 'SF1234567890', com: 'shunfeng', state: '0' },
      }),
    ).toEqual({
      ok: true,
      push: { kind: 'abandoned', company: 'shunfeng', number: 'SF1234567890', message: '3天查询无记录' },
    });
  });

  it('are refused unsigned, wrongly signed or altered', () => {
    const signed = { status: 'shutdown', lastResult: found };
    expect(push(signed, 'other salt')).toEqual({ ok: false, reason: 'bad-signature' });
    expect(push(signed, '')).toEqual({ ok: false, reason: 'bad-signature' });
    expect(push({ ...signed, status: 'polling' }, 'salt', md5(`${JSON.stringify(signed)}salt`))).toEqual({
      ok: false,
      reason: 'bad-signature',
    });
    expect(verifyPush(new URLSearchParams({ param: JSON.stringify(signed) }), 'salt')).toEqual({
      ok: false,
      reason: 'malformed',
    });
    expect(verifyPush(new URLSearchParams({ sign: '' }), 'salt')).toEqual({ ok: false, reason: 'malformed' });
    expect(() => verifyPush(new URLSearchParams(), '')).toThrow('empty salt');
  });

  it('are refused when signed but not as documented', () => {
    for (const body of [
      { status: 'other', lastResult: found },
      { status: 'polling' },
      { status: 'polling', lastResult: { ...found, data: [{ time: 'yesterday', context: '' }] } },
      { status: 'polling', lastResult: { ...found, nu: '' } },
    ])
      expect(push(body)).toEqual({ ok: false, reason: 'malformed' });
  });
});
