import { callOut } from '@heitu/kit/messages/outbound';
import { isRecord } from '@heitu/kit/rules/checked';
import { errorFrom, wechatError, type WechatResult } from './wechat-error.ts';

export interface WechatConfig {
  /** `https://api.weixin.qq.com` */
  baseUrl: string;
  appid: string;
  secret: string;
  /** Which version of the mini-program codes and messages open. */
  version: 'release' | 'trial' | 'develop';
  timeoutMs: number;
  now: () => Date;
}

/** A mini-program code is some 100 KB; everything else is a few KB. */
const ANSWER_BYTES_MAX = 4 * 1024 * 1024;

/** One exchange, not repeated. Errors come as JSON under status 200, also where bytes were asked for. */
export async function send(
  config: WechatConfig,
  path: string,
  query: Record<string, string>,
  body?: object,
): Promise<WechatResult<Buffer>> {
  const url = new URL(`${config.baseUrl.replace(/\/$/, '')}${path}?${new URLSearchParams(query)}`);
  const sent = await callOut(url, {
    ...(body
      ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
      : { method: 'GET' }),
    timeoutMs: config.timeoutMs,
    bytesMax: ANSWER_BYTES_MAX,
  });
  if (!sent.arrived) {
    if (sent.code === 'TOO_LONG') return wechatError('unknown', 'MALFORMED_ANSWER', sent.message, false);
    // The address carries secrets, an error's text does not: only the latter is passed on.
    return wechatError('unknown', sent.code, sent.message, true);
  }
  if (sent.status !== 200) return wechatError('unknown', 'NETWORK', `HTTP ${sent.status}`, true);
  return { ok: true, value: sent.body };
}

/** The JSON of an answer; `read` takes the wanted value out and throws when it is not there. */
export function readJson<T>(answer: Buffer, read: (body: unknown) => T): WechatResult<T> {
  try {
    const body: unknown = JSON.parse(answer.toString('utf8'));
    const { errcode, errmsg } = isRecord(body) ? body : {};
    if (typeof errcode === 'number' && errcode !== 0) return errorFrom(errcode, String(errmsg ?? ''));
    return { ok: true, value: read(body) };
  } catch (error) {
    return wechatError('unknown', 'MALFORMED_ANSWER', String(error), false);
  }
}
