import { z } from 'zod';
import type { Answer, Call } from '../service.ts';
import type { World } from '../world.ts';
import { ok, wechatError } from './errors.ts';

const sending = z.object({
  touser: z.string().min(1),
  template_id: z.string(),
  page: z.string().optional(),
  data: z.record(z.string(), z.object({ value: z.union([z.string(), z.number()]) })),
  miniprogram_state: z.enum(['developer', 'trial', 'formal']).optional(),
  lang: z.enum(['zh_CN', 'en_US', 'zh_HK', 'zh_TW']).optional(),
});

/**
 * What each kind of template field may hold.
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
 */
const FIELDS: readonly (readonly [name: RegExp, value: RegExp])[] = [
  [/^thing\d+$/, /^[^\n]{1,20}$/u],
  [/^number\d+$/, /^-?\d{1,32}(\.\d+)?$/],
  [/^letter\d+$/, /^[A-Za-z]{1,32}$/],
  [/^symbol\d+$/, /^[^\w\s]{1,5}$/u],
  [/^character_string\d+$/, /^[\x20-\x7e]{1,32}$/],
  [/^time\d+$/, /^(\d{4}年\d{1,2}月\d{1,2}日 ?)?(\d{4}[-/]\d{1,2}[-/]\d{1,2} )?\d{1,2}:\d{2}(:\d{2})?$/],
  [/^date\d+$/, /^(\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/]\d{1,2}[-/]\d{1,2})( \d{1,2}:\d{2}(:\d{2})?)?$/],
  [/^amount\d+$/, /^[¥￥]?\d{1,10}(\.\d+)?元?$/],
  [/^phone_number\d+$/, /^[\d+\-*]{1,17}$/],
  [/^car_number\d+$/, /^[\p{L}\d]{1,8}$/u],
  [/^name\d+$/, /^(\p{Script=Han}{1,10}|[\x20-\x7e]{1,20}|[\p{Script=Han}\x20-\x7e]{1,10})$/u],
  [/^phrase\d+$/, /^\p{Script=Han}{1,5}$/u],
];

/** POST /cgi-bin/message/subscribe/send: one message for each time the person agreed. */
export function sendMessage(world: World, call: Call): Answer {
  const { store } = world;
  const { touser: openid, template_id: templateId, page, data } = sending.parse(call.body);
  if (templateId === '') return wechatError(40037);
  for (const [name, { value }] of Object.entries(data)) {
    const field = FIELDS.find(([pattern]) => pattern.test(name));
    if (!field || !field[1].test(String(value))) return wechatError(47003, `data.${name}.value is invalid`);
  }
  if (Object.keys(data).length === 0) return wechatError(47003, 'data is empty');
  if (
    store.run(
      'update subscription set sendsLeft = sendsLeft - 1 where openid = ? and templateId = ? and sendsLeft > 0',
      openid,
      templateId,
    ) === 0
  )
    return wechatError(43101);
  store.insert('message', {
    openid,
    templateId,
    page: page ?? null,
    data: JSON.stringify(data),
    atMs: world.clock.now(),
  });
  return ok({ msgid: world.store.next('message') });
}

/** The person agrees to one more message. */
export function subscribe(world: World, openid: string, templateId: string): void {
  world.store.run(
    'insert into subscription (openid, templateId, sendsLeft) values (?, ?, 1) on conflict do update set sendsLeft = sendsLeft + 1',
    openid,
    templateId,
  );
}

/** `wx.requestSubscribeMessage` asks for so many at a tap. */
export const ASKED_AT_A_TAP_MAX = 3;
export type Choice = 'accept' | 'reject' | 'ban';

/**
 * WeChat asks somebody at a tap: what it answers of each template. Who has ticked "always keep this choice" is not
 * asked again, and a yes of theirs is one more message each time all the same.
 */
export function askToSubscribe(
  world: World,
  openid: string,
  templateIds: readonly string[],
  { answer, always }: { answer: Choice; always: boolean },
): Record<string, Choice> {
  const { store } = world;
  return Object.fromEntries(
    templateIds.map((templateId) => {
      const habit = store.one<{ answer: Choice }>(
        'select answer from subscriptionHabit where openid = ? and templateId = ?',
        openid,
        templateId,
      );
      const given = habit?.answer ?? answer;
      if (always && !habit) store.insert('subscriptionHabit', { openid, templateId, answer });
      if (given === 'accept') subscribe(world, openid, templateId);
      return [templateId, given];
    }),
  );
}
