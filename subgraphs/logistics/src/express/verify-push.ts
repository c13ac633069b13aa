import { createHash, timingSafeEqual } from 'node:crypto';
import { trackingOf, type Tracking, type TrackingBody } from './tracking.ts';

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

interface PushBody {
  status: 'polling' | 'shutdown' | 'abort' | 'updateall';
  message?: string;
  lastResult: TrackingBody;
}

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
    return { ok: true, push: pushOf(JSON.parse(param) as PushBody) };
  } catch {
    return { ok: false, reason: 'malformed' };
  }
}

function pushOf(body: PushBody): TrackingPush {
  switch (body.status) {
    case 'polling':
    case 'updateall':
    case 'shutdown':
      return { kind: 'update', tracking: trackingOf(body.lastResult), last: body.status === 'shutdown' };
    case 'abort':
      return {
        kind: 'abandoned',
        company: String(body.lastResult.com),
        number: String(body.lastResult.nu),
        message: String(body.message ?? ''),
      };
    default:
      throw new Error(`unknown status: ${String(body.status)}`);
  }
}
