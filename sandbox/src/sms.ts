import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { z } from 'zod';
import { jsonOf } from '@heitu/kit/rules/checked';
import { enqueue, type Sender } from './outbound.ts';
import { parseJson, type Answer, type Call, type Service } from './service.ts';
import type { World } from './world.ts';

/** A text-message provider, shaped like the usual ones: keyed hash, template and parameters, no free text. */
const TIMESTAMP_AGE_MS_MAX = 5 * MINUTE_MS;

const sending = z.object({
  account: z.string(),
  /** Seconds or milliseconds since the epoch. */
  timestamp: z.union([z.string().regex(/^\d{10,13}$/), z.int()]),
  nonce: z.string().min(1).max(64),
  phone: z.string(),
  template: z.string().min(1).max(64),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  sign: z.string(),
});

const refuse = (status: number, code: string, message: string): Answer => ({ status, body: { code, message } });

function millisecondsOf(timestamp: string | number): number {
  const value = Number(timestamp);
  return value < 1e11 ? value * 1000 : value;
}

/** sign = hex HMAC-SHA256(secret, account + timestamp + nonce + phone + template + JSON of params as sent). */
function send(world: World, call: Call): Answer {
  const { sms } = world.keys;
  const input = sending.parse(call.body);
  if (input.account !== sms.account) return refuse(403, 'ACCOUNT_UNKNOWN', '账号不存在');
  const signed =
    input.account + input.timestamp + input.nonce + input.phone + input.template + JSON.stringify(input.params);
  const expected = createHmac('sha256', sms.secret).update(signed).digest();
  const given = Buffer.from(input.sign, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return refuse(403, 'SIGN_ERROR', '签名错误');
  const nowMs = world.clock.now();
  if (Math.abs(nowMs - millisecondsOf(input.timestamp)) > TIMESTAMP_AGE_MS_MAX)
    return refuse(403, 'TIMESTAMP_EXPIRED', '请求已过期');
  if (!/^(\+86)?1\d{10}$/.test(input.phone)) return refuse(400, 'PHONE_INVALID', '手机号码格式错误');
  if (world.store.one('select 1 from sms where nonce = ?', input.nonce)) return refuse(403, 'NONCE_USED', '请求重复');
  const id = randomUUID();
  world.store.insert('sms', {
    id,
    nonce: input.nonce,
    phone: input.phone,
    template: input.template,
    params: JSON.stringify(input.params),
    atMs: nowMs,
  });
  return { status: 200, body: { code: 'OK', id } };
}

const reply = z.object({ phone: z.string(), content: z.string() });
/** Somebody writes back; the gateway posts it to the platform. The push's id. */
export const writeBack = (world: World, url: string, written: z.output<typeof reply>): string =>
  enqueue(world, 'sms', url, written);

/** sign = hex HMAC-SHA256(secret, account + timestamp + nonce + phone + content), as JSON. */
export const replySender: Sender = {
  service: 'sms',
  retrySeconds: [60, 300, 900],
  compose(world, outbound, spoil) {
    const { account, secret } = world.keys.sms;
    const { phone, content } = jsonOf(reply, outbound.payload);
    const timestamp = String(Math.floor(world.clock.now() / 1000));
    const nonce = randomBytes(16).toString('hex');
    const sign = createHmac('sha256', secret)
      .update(`${account}${timestamp}${nonce}${phone}${content}${spoil ? ' ' : ''}`)
      .digest('hex');
    return {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account, timestamp, nonce, phone, content, sign }),
    };
  },
  accepted: (status) => status === 200,
};

export const sms: Service = {
  name: 'sms',
  routes: [{ method: 'POST', path: '/send', handle: send }],
  parse: parseJson,
  invalid: ({ field, message }) => refuse(400, 'PARAM_ERROR', `${field} ${message}`),
  failing: () => refuse(503, 'SERVICE_UNAVAILABLE', '服务不可用'),
};
