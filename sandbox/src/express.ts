import { isRecord, jsonOf } from '@heitu/kit/rules/checked';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { enqueue, type Sender } from './outbound.ts';
import { parseForm, type Answer, type Call, type Service } from './service.ts';
import { beijingText } from './times.ts';
import type { World } from './world.ts';

/** 快递100: query, subscription, push. https://api.kuaidi100.com/document/5f0ffb5ebc8da837cbd8aefc */
/**
 * 0 under way, 1 collected, 2 trouble, 3 signed, 4 returned and signed, 5 out for delivery, 6 going back, 7 handed on,
 * 8-13 customs, 14 refused at the door.
 */
export const EXPRESS_STATES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '10', '11', '12', '13', '14'] as const;
/** Companies that show tracks only with a phone number. */
const PHONE_NEEDED: ReadonlySet<string> = new Set(['shunfeng', 'shunfengkuaiyun', 'zhongtong']);
const SIGNED = '3';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex').toUpperCase();
const refuse = (returnCode: string, message: string): Answer => ({
  status: 200,
  body: { result: false, returnCode, message },
});

const saysOf = (answer: unknown): unknown => (isRecord(answer) ? answer['result'] : undefined);

const queryForm = z.object({ customer: z.string(), sign: z.string(), param: z.string() });
const query = z.object({
  com: z.string(),
  num: z.string().min(6).max(32),
  phone: z.string().optional(),
  order: z.enum(['asc', 'desc']).default('desc'),
});

interface Track {
  context: string;
  state: string;
  atMs: number;
}

const tracksOf = (world: World, company: string, number: string): Track[] =>
  world.store.all(
    'select context, state, atMs from expressTrack where company = ? and number = ? order by atMs desc, id desc',
    company,
    number,
  );

/** The whole of what is known, newest first. */
function resultOf(company: string, number: string, tracks: readonly Track[]) {
  const state = tracks[0]?.state ?? '0';
  return {
    message: 'ok',
    nu: number,
    ischeck: state === SIGNED ? '1' : '0',
    com: company,
    status: '200',
    state,
    condition: '00',
    data: tracks.map(({ context, atMs, state: statusCode }) => ({
      context,
      time: beijingText(atMs),
      ftime: beijingText(atMs),
      statusCode,
    })),
  };
}

/** POST /poll/query.do: sign = UPPER(MD5(param + key + customer)). */
function queryNow(world: World, call: Call): Answer {
  const { customer, key } = world.keys.express;
  const form = queryForm.parse(call.body);
  if (form.customer !== customer || form.sign !== md5(form.param + key + customer))
    return refuse('503', '验证签名失败');
  const { com, num, phone, order } = query.parse(JSON.parse(form.param));
  if (PHONE_NEEDED.has(com) && !phone) return refuse('408', '快递单号对应的手机号码验证失败');
  const tracks = tracksOf(world, com, num);
  if (tracks.length === 0) return refuse('500', '查询无结果，请隔段时间再查');
  const result = resultOf(com, num, tracks);
  return { status: 200, body: { ...result, data: order === 'asc' ? result.data.toReversed() : result.data } };
}

const pollForm = z.object({ schema: z.literal('json'), param: z.string() });
const subscription = z.object({
  company: z.string(),
  number: z.string().min(6).max(32),
  key: z.string(),
  parameters: z.object({ callbackurl: z.url(), salt: z.string().optional(), phone: z.string().optional() }),
});

/** POST /poll */
function subscribe(world: World, call: Call): Answer {
  const { company, number, key, parameters } = subscription.parse(JSON.parse(pollForm.parse(call.body).param));
  if (key !== world.keys.express.key) return refuse('600', '您不是合法的订阅者（即授权Key出错）');
  if (PHONE_NEEDED.has(company) && !parameters.phone) return refuse('700', '订阅方的订阅数据存在错误：缺少手机号码');
  if (world.store.one('select 1 from expressSubscription where company = ? and number = ?', company, number))
    return refuse('501', '重复订阅');
  world.store.insert('expressSubscription', {
    company,
    number,
    callbackUrl: parameters.callbackurl,
    salt: parameters.salt ?? null,
  });
  return { status: 200, body: { result: true, returnCode: '200', message: '提交成功' } };
}

export interface NewTrack {
  company: string;
  number: string;
  context?: string | undefined;
  state?: string | undefined;
  atMs: number;
  /** The subscription ends without a signature: "3天查询无记录", "60天无变化". */
  abort?: string | undefined;
}

const push = z.object({ param: z.string(), salt: z.string().nullable() });

/** The parcel moves, and its subscriber is told; the push's id, or null when nobody subscribed. */
export function track(world: World, input: NewTrack): string | null {
  const { store } = world;
  const { company, number } = input;
  if (input.context !== undefined)
    store.insert('expressTrack', {
      company,
      number,
      context: input.context,
      state: input.state ?? '0',
      atMs: input.atMs,
    });
  const subscriber = store.one<{ callbackUrl: string; salt: string | null }>(
    'select callbackUrl, salt from expressSubscription where company = ? and number = ?',
    company,
    number,
  );
  if (!subscriber) return null;
  const lastResult = resultOf(company, number, tracksOf(world, company, number));
  const status = input.abort !== undefined ? 'abort' : lastResult.ischeck === '1' ? 'shutdown' : 'polling';
  // An aborted subscription is over: whoever still cares subscribes again.
  if (status === 'abort')
    store.run('delete from expressSubscription where company = ? and number = ?', company, number);
  const param = JSON.stringify({
    status,
    billstatus: '',
    message: input.abort ?? '',
    autoCheck: '0',
    comOld: '',
    comNew: '',
    lastResult,
  });
  return enqueue(world, 'express', subscriber.callbackUrl, { param, salt: subscriber.salt } satisfies z.output<
    typeof push
  >);
}

/** Form post; sign = MD5(param + salt) when a salt was given, the empty one included. */
export const expressSender: Sender = {
  service: 'express',
  retrySeconds: [1800, 1800, 1800],
  compose(_world, outbound, spoil) {
    const { param, salt } = jsonOf(push, outbound.payload);
    const form = new URLSearchParams({ ...(salt !== null && { sign: md5(param + salt + (spoil ? ' ' : '')) }), param });
    return { headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' }, body: form.toString() };
  },
  accepted(status, reply) {
    try {
      return status === 200 && saysOf(JSON.parse(reply)) === true;
    } catch {
      return false;
    }
  },
};

export const express: Service = {
  name: 'express',
  routes: [
    { method: 'POST', path: '/poll/query.do', handle: queryNow },
    { method: 'POST', path: '/poll', handle: subscribe },
  ],
  parse: parseForm,
  isRefusal: (answer) => saysOf(answer.body) === false,
  invalid: ({ field, message }) => refuse('400', `提交的数据不完整：${field} ${message}`),
  failing: () => ({ status: 503, body: { result: false, returnCode: '503', message: '服务不可用' } }),
};
