import { createHash, timingSafeEqual } from 'node:crypto';
import { jsonOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import { trackingOf, type Tracking } from './tracking.ts';

/**
 * A push to the subscription's callbackurl: form fields sign = MD5(param + salt) and param, a JSON text.
 * https://api.kuaidi100.com/document/5f0ffa8f2977d50a94e1023c
 */
export type TrackingPush =
  | { kind: 'update'; tracking: Tracking; /** The last push: the parcel was signed for. */ last: boolean }
  /** Watching ended without a signature (`3天查询无记录`, `60天无变化`): subscribe again or ask the carrier. */
  | { kind: 'abandoned'; company: string; number: string; message: string };

export type PushResult = { ok: true; push: TrackingPush } | { ok: false; reason: 'bad-signature' | 'malformed' };

/** What 快递100 wants to hear; anything else makes it repeat the push. */
export const PUSH_ACCEPTED = { result: true, returnCode: '200', message: '成功' } as const;

const PARAM_CHARACTERS_MAX = 512 * 1024;

const pushBody = z.discriminatedUnion('status', [
  z.object({ status: z.enum(['polling', 'shutdown', 'updateall']), lastResult: z.unknown() }),
  z.object({
    status: z.literal('abort'),
    message: z.string().nullish(),
    lastResult: z.object({ com: z.coerce.string(), nu: z.coerce.string() }),
  }),
]);

/** `salt` is the one given when subscribing and may not be empty: without it anyone could sign. */
export function verifyPush(form: URLSearchParams, salt: string): PushResult {
  if (salt === '') throw new Error('an empty salt verifies nothing');
  const [sign, param] = [form.get('sign'), form.get('param')];
  if (sign === null || param === null || param.length > PARAM_CHARACTERS_MAX) return { ok: false, reason: 'malformed' };
  const stated = Buffer.from(sign.toLowerCase());
  const actual = Buffer.from(createHash('md5').update(`${param}${salt}`).digest('hex'));
  if (stated.length !== actual.length || !timingSafeEqual(stated, actual))
    return { ok: false, reason: 'bad-signature' };
  try {
    return { ok: true, push: pushOf(jsonOf(pushBody, param)) };
  } catch {
    return { ok: false, reason: 'malformed' };
  }
}

function pushOf(body: z.output<typeof pushBody>): TrackingPush {
  if (body.status !== 'abort')
    return { kind: 'update', tracking: trackingOf(body.lastResult), last: body.status === 'shutdown' };
  const { com: company, nu: number } = body.lastResult;
  return { kind: 'abandoned', company, number, message: body.message ?? '' };
}
