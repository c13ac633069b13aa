import { request } from 'undici';
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
export async function send(config: WechatConfig, path: string, query: Record<string, string>, body?: object): Promise<WechatResult<Buffer>> {
  const url = new URL(`${config.baseUrl.replace(/\/$/, '')}${path}?${new URLSearchParams(query)}`);
  const signal = AbortSignal.timeout(config.timeoutMs);
  try {
    const answer = await request(url, { method: body ? 'POST' : 'GET', body: body ? JSON.stringify(body) : null, headers: body ? { 'content-type': 'application/json' } : {}, signal });
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > ANSWER_BYTES_MAX) return wechatError('unknown', 'MALFORMED_ANSWER', `more than ${ANSWER_BYTES_MAX} bytes`, false);
      chunks.push(chunk);
    }
    if (answer.statusCode !== 200) return wechatError('unknown', 'NETWORK', `HTTP ${answer.statusCode}`, true);
    return { ok: true, value: Buffer.concat(chunks) };
  } catch (error) {
    // The address carries secrets, an error's text does not: only the latter is passed on.
    return wechatError('unknown', signal.aborted ? 'TIMEOUT' : 'NETWORK', String(error), true);
  }
}

/** The JSON of an answer; `read` takes the wanted value out and throws when it is not there. */
export function readJson<T>(answer: Buffer, read: (body: unknown) => T): WechatResult<T> {
  try {
    const body = JSON.parse(answer.toString('utf8')) as { errcode?: number; errmsg?: string };
    if (typeof body.errcode === 'number' && body.errcode !== 0) return errorFrom(body.errcode, String(body.errmsg ?? ''));
    return { ok: true, value: read(body) };
  } catch (error) {
    return wechatError('unknown', 'MALFORMED_ANSWER', String(error), false);
  }
}

export function textOf(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new Error('a text is missing');
  return value;
}
