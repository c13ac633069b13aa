import { createHash, randomBytes } from 'node:crypto';
import { HOUR_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import { z } from 'zod';
import { enqueue, type Sender } from '../outbound.ts';
import type { Answer, Call } from '../service.ts';
import { secondsOf } from '../times.ts';
import type { World } from '../world.ts';
import { ok, wechatError } from './errors.ts';

/** Content check v2. https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/msgSecCheck.html */
const VISITED_MS_MAX = 2 * HOUR_MS;
const MEDIA_MS = 5 * SECOND_MS;
const NORMAL = 100;

/** A few words stand for WeChat's model: enough to see each verdict. */
const RISKY_WORDS: readonly { word: string; label: number; suggest: 'risky' | 'review' }[] = [
  { word: '色情', label: 20002, suggest: 'risky' },
  { word: '傻逼', label: 20003, suggest: 'risky' },
  { word: '毒品', label: 20006, suggest: 'risky' },
  { word: '枪支', label: 20006, suggest: 'risky' },
  { word: '赌博', label: 20006, suggest: 'risky' },
  { word: '刷单返利', label: 20008, suggest: 'risky' },
  { word: '代开发票', label: 20008, suggest: 'risky' },
  { word: '加微信', label: 10001, suggest: 'review' },
];

const SCENES = [1, 2, 3, 4];
const text = z.object({
  version: z.literal(2),
  openid: z.string(),
  scene: z.int(),
  content: z.string().max(2500),
  nickname: z.string().optional(),
  title: z.string().optional(),
  signature: z.string().optional(),
});
const media = z.object({
  media_url: z.url(),
  media_type: z.union([z.literal(1), z.literal(2)]),
  version: z.literal(2),
  openid: z.string(),
  scene: z.int(),
});

/** Only people whom WeChat saw in this mini-program lately can be judged. */
function visitError(world: World, openid: string): Answer | null {
  const last =
    world.store.one<{ atMs: number | null }>('select max(atMs) as atMs from visit where openid = ?', openid)?.atMs ??
    null;
  if (last === null) return wechatError(40003);
  return world.clock.now() - last <= VISITED_MS_MAX ? null : wechatError(61010);
}

/** POST /wxa/msg_sec_check */
export function checkText(world: World, call: Call): Answer {
  if (call.body === undefined) return wechatError(44002);
  const input = text.parse(call.body);
  if (!SCENES.includes(input.scene)) return wechatError(40129);
  if (input.content === '') return wechatError(44002);
  const refused = visitError(world, input.openid);
  if (refused) return refused;
  const whole = [input.title, input.content, input.nickname, input.signature]
    .filter((part) => part !== undefined)
    .join('\n');
  const found = RISKY_WORDS.filter(({ word }) => whole.includes(word));
  const worst = found.find(({ suggest }) => suggest === 'risky') ?? found[0];
  const result = { suggest: worst?.suggest ?? 'pass', label: worst?.label ?? NORMAL };
  return ok({
    trace_id: randomBytes(16).toString('hex'),
    result,
    detail: [
      { strategy: 'content_model', errcode: 0, ...result, prob: 90 },
      ...found.map(({ word, label, suggest }) => ({
        strategy: 'keyword',
        errcode: 0,
        suggest,
        label,
        level: 90,
        keyword: word,
      })),
    ],
  });
}

/** POST /wxa/media_check_async: an address that contains "risky" is judged risky; the verdict comes as an event. */
export function checkMedia(world: World, call: Call): Answer {
  const input = media.parse(call.body);
  if (!SCENES.includes(input.scene)) return wechatError(40129);
  const refused = visitError(world, input.openid);
  if (refused) return refused;
  const traceId = randomBytes(16).toString('hex');
  const risky = input.media_url.includes('risky');
  const nowMs = world.clock.now();
  const verdict = { suggest: risky ? 'risky' : 'pass', label: risky ? 20002 : NORMAL };
  world.store.insert('mediaCheck', {
    traceId,
    mediaUrl: input.media_url,
    openid: input.openid,
    ...verdict,
    atMs: nowMs,
  });
  const url = world.store.setting('wechatEventUrl');
  if (url !== undefined) {
    const event = {
      ToUserName: world.keys.appid,
      FromUserName: input.openid,
      CreateTime: secondsOf(nowMs),
      MsgType: 'event',
      Event: 'wxa_media_check',
      appid: world.keys.appid,
      trace_id: traceId,
      version: 2,
      errcode: 0,
      errmsg: 'ok',
      detail: [{ strategy: 'content_model', errcode: 0, ...verdict, prob: 90 }],
      result: verdict,
    };
    enqueue(world, 'wechat-event', url, event, { dueAtMs: nowMs + MEDIA_MS });
  }
  return ok({ trace_id: traceId });
}

/** Message push in plain JSON: ?signature=SHA1(sorted token, timestamp, nonce). */
export const eventSender: Sender = {
  retrySeconds: [5, 5, 5],
  compose(world, outbound) {
    const timestamp = String(secondsOf(world.clock.now()));
    const nonce = String(randomBytes(4).readUInt32BE());
    const parts = [world.store.setting('wechatEventToken') ?? '', timestamp, nonce];
    const signature = createHash('sha1').update(parts.toSorted().join('')).digest('hex');
    const url = new URL(outbound.url);
    for (const [name, value] of Object.entries({ signature, timestamp, nonce })) url.searchParams.set(name, value);
    return { url: url.href, headers: { 'content-type': 'application/json' }, body: outbound.payload };
  },
  accepted: (status) => status === 200,
};
