import { randomUUID } from 'node:crypto';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { z } from 'zod';
import { parseJson, type Answer, type Call, type Service } from './service.ts';
import type { World } from './world.ts';

/** 企业微信's robot in a group, as its webhook answers: 200 to everything, and `errcode` says what became of it. */
const MESSAGES_A_MINUTE_MAX = 20;
const TEXT_BYTES_MAX = 2048;

const sending = z.object({
  msgtype: z.string(),
  text: z.object({ content: z.string(), mentioned_mobile_list: z.array(z.string()).optional() }).optional(),
});

const tell = (errcode: number, errmsg: string): Answer => ({ status: 200, body: { errcode, errmsg } });

function send(world: World, call: Call): Answer {
  if (call.query['key'] !== world.keys.robotKey) return tell(93000, 'invalid webhook url');
  const { msgtype, text } = sending.parse(call.body);
  if (msgtype !== 'text') return tell(40008, 'invalid message type');
  if (!text?.content) return tell(44004, 'empty content');
  if (Buffer.byteLength(text.content) > TEXT_BYTES_MAX) return tell(40058, 'text.content exceed max length 2048');
  const nowMs = world.clock.now();
  const { n } = world.store.one<{ n: number }>(
    'select count(*) as n from groupMessage where atMs > ?',
    nowMs - MINUTE_MS,
  ) ?? { n: 0 };
  if (n >= MESSAGES_A_MINUTE_MAX) return tell(45009, 'api freq out of limit');
  world.store.insert('groupMessage', {
    id: randomUUID(),
    content: text.content,
    mentioned: JSON.stringify(text.mentioned_mobile_list ?? []),
    atMs: nowMs,
  });
  return tell(0, 'ok');
}

export const wecom: Service = {
  name: 'wecom',
  routes: [{ method: 'POST', path: '/cgi-bin/webhook/send', handle: send }],
  parse: parseJson,
  isRefusal: ({ body }) => !!body && 'errcode' in body && body.errcode !== 0,
  invalid: () => tell(40035, 'invalid parameter'),
  failing: () => ({ status: 502, body: { errcode: -1, errmsg: 'system error' } }),
};
