import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SmsClient, type SmsConfig } from './sms-client.ts';

const NOW = new Date('2026-11-25T01:00:00Z');
const sms = { phone: '13800001234', template: 'LOGIN', params: { code: '123456', 名: '王' } };
let reply: { status?: number; text: string; delayMs?: number };
let bodies: string[];
let server: Server;
let config: SmsConfig;

beforeEach(async () => {
  reply = { text: '{"code":"OK","id":"m1"}' };
  bodies = [];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    bodies.push(`${request.method} ${request.url} ${Buffer.concat(chunks).toString('utf8')}`);
    if (reply.delayMs) await new Promise((resolve) => setTimeout(resolve, reply.delayMs));
    response.writeHead(reply.status ?? 200).end(reply.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  config = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    account: 'heitu',
    secret: 'k',
    timeoutMs: 1000,
    now: () => NOW,
  };
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('short messages', () => {
  it('are sent signed', async () => {
    expect(await new SmsClient(config).send(sms)).toEqual({ ok: true, id: 'm1' });
    const [, head, json] = /^(POST \/send) (.*)$/.exec(bodies[0]!)!;
    expect(head).toBe('POST /send');
    const body = JSON.parse(json!);
    const text = `heitu1795568400${body.nonce}13800001234LOGIN{"code":"123456","名":"王"}`;
    expect(body).toEqual({
      account: 'heitu',
      timestamp: '1795568400',
      nonce: expect.stringMatching(/^[0-9a-f]{32}$/),
      ...sms,
      sign: createHmac('sha256', 'k').update(text).digest('hex'),
    });
  });

  it('are refused by the gateway with its code', async () => {
    reply = { status: 400, text: '{"code":"TOO_FREQUENT","message":"一分钟后再试"}' };
    expect(await new SmsClient(config).send(sms)).toEqual({
      ok: false,
      outcome: 'refused',
      code: 'TOO_FREQUENT',
      message: '一分钟后再试',
    });
  });

  it('are not sent to what is no mobile number', async () => {
    for (const phone of ['', '12345678901', '138000012345', '１３８００００１２３４', '13800001234\n'])
      expect(await new SmsClient(config).send({ ...sms, phone })).toMatchObject({
        ok: false,
        outcome: 'refused',
        code: 'PHONE_INVALID',
      });
    expect(bodies).toEqual([]);
  });

  it('have an unknown outcome when no answer says otherwise', async () => {
    reply = { status: 503, text: '' };
    expect(await new SmsClient(config).send(sms)).toMatchObject({ ok: false, outcome: 'unknown', code: 'HTTP_503' });
    reply = { text: '{"code":"OK"}' };
    expect(await new SmsClient(config).send(sms)).toMatchObject({
      ok: false,
      outcome: 'unknown',
      code: 'MALFORMED_ANSWER',
    });
    reply = { text: '<html>' };
    expect(await new SmsClient(config).send(sms)).toMatchObject({ ok: false, outcome: 'unknown' });
    reply = { text: '{"code":"OK","id":"m1"}', delayMs: 500 };
    expect(await new SmsClient({ ...config, timeoutMs: 50 }).send(sms)).toMatchObject({
      ok: false,
      outcome: 'unknown',
      code: 'TIMEOUT',
    });
    expect(bodies.length).toBe(4);
  });
});

describe('what people write back', () => {
  const client = () => new SmsClient(config);
  const written = (over: object = {}, secret = 'k') => {
    const told = {
      account: 'heitu',
      timestamp: String(NOW.getTime() / 1000),
      nonce: 'n',
      phone: '13800001234',
      content: '停',
      ...over,
    };
    const sign = createHmac('sha256', secret)
      .update(`${told.account}${told.timestamp}${told.nonce}${told.phone}${told.content}`)
      .digest('hex');
    return JSON.stringify({ ...told, sign });
  };

  it('is believed when the gateway signed it just now', () => {
    const reply = { phone: '13800001234', text: '停' };
    expect(client().readReply(written())).toEqual({ ok: true, reply });
    expect(client().readReply(written({ phone: '+8613800001234' }))).toEqual({ ok: true, reply });
    expect(client().readReply(written({}, 'wrong'))).toEqual({ ok: false, reason: 'bad-signature' });
    expect(client().readReply(written({ account: 'other' }))).toEqual({ ok: false, reason: 'bad-signature' });
    expect(client().readReply(written().replace('13800001234', '13800009999'))).toEqual({
      ok: false,
      reason: 'bad-signature',
    });
    expect(client().readReply(written({ timestamp: String(NOW.getTime() / 1000 - 301) }))).toEqual({
      ok: false,
      reason: 'stale',
    });
    expect(client().readReply('nothing')).toEqual({ ok: false, reason: 'malformed' });
  });
});
