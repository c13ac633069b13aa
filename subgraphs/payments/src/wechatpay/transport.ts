import { callOut } from '@heitu/kit/messages/outbound';
import { authorization, type MerchantIdentity } from './signature.ts';

/** One signed exchange, not judged yet. */
export interface RawAnswer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
}

export type Exchange =
  | { arrived: true; answer: RawAnswer }
  | { arrived: false; code: 'TIMEOUT' | 'NETWORK'; message: string };

export interface Call {
  method: 'GET' | 'POST';
  /** Path under the base address, with its query, encoded: `/v3/certificates?algorithm_type=RSA`. */
  target: string;
  /** Sent as JSON. */
  body?: object;
  bytesMax: number;
  /** With which of the provider's keys something in the body is encrypted. */
  sealedFor?: string | undefined;
}

export interface TransportConfig {
  /** `https://api.mch.weixin.qq.com` */
  baseUrl: string;
  identity: MerchantIdentity;
  /** With which key WeChat should sign its answers; null leaves it the choice between its certificates. */
  answerSerial: string | null;
  timeoutMs: number;
  now: () => Date;
}

/** WeChat Pay refuses requests without a User-Agent. */
const USER_AGENT = 'heitu-payments';

/** Sends once, never again: whoever knows the number of the order decides whether to repeat. */
export async function exchange(config: TransportConfig, call: Call): Promise<Exchange> {
  const url = new URL(config.baseUrl.replace(/\/$/, '') + call.target);
  const body = call.body ? JSON.stringify(call.body) : '';
  const sent = await callOut(url, {
    method: call.method,
    ...(body && { body }),
    headers: {
      accept: 'application/json',
      'user-agent': USER_AGENT,
      authorization: authorization(
        config.identity,
        { method: call.method, target: url.pathname + url.search, body },
        config.now(),
      ),
      ...((call.sealedFor ?? config.answerSerial)
        ? { 'wechatpay-serial': call.sealedFor ?? config.answerSerial ?? '' }
        : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    timeoutMs: config.timeoutMs,
    bytesMax: call.bytesMax,
  });
  if (sent.arrived) return { arrived: true, answer: sent };
  return { arrived: false, code: sent.code === 'TIMEOUT' ? 'TIMEOUT' : 'NETWORK', message: sent.message };
}
