import { createHmac, randomBytes } from 'node:crypto';
import { request } from 'undici';

export interface SmsConfig {
  baseUrl: string;
  account: string;
  secret: string;
  timeoutMs: number;
  now: () => Date;
}

export interface Sms {
  /** Eleven digits of the mainland. */
  phone: string;
  template: string;
  params: Readonly<Record<string, string>>;
}

/** `unknown`: it may have gone out; sending again may reach the person twice, which a code bears and an alarm should. */
export type SmsResult = { ok: true; id: string } | { ok: false; outcome: 'refused' | 'unknown'; code: string; message: string };

const PHONE = /^1[3-9]\d{9}$/;
const ANSWER_BYTES_MAX = 64 * 1024;

/** A short-message gateway: one signed POST to {baseUrl}/send. */
export class SmsClient {
  private readonly config: SmsConfig;

  constructor(config: SmsConfig) {
    this.config = config;
  }

  async send({ phone, template, params }: Sms): Promise<SmsResult> {
    if (!PHONE.test(phone)) return { ok: false, outcome: 'refused', code: 'PHONE_INVALID', message: 'not a mainland mobile number' };
    const { baseUrl, account, secret, timeoutMs, now } = this.config;
    const timestamp = String(Math.floor(now().getTime() / 1000));
    const nonce = randomBytes(16).toString('hex');
    const sign = createHmac('sha256', secret).update(`${account}${timestamp}${nonce}${phone}${template}${JSON.stringify(params)}`).digest('hex');
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await request(new URL(`${baseUrl.replace(/\/$/, '')}/send`), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ account, timestamp, nonce, phone, template, params, sign }),
        signal,
      });
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of answer.body as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > ANSWER_BYTES_MAX) return { ok: false, outcome: 'unknown', code: 'MALFORMED_ANSWER', message: `more than ${ANSWER_BYTES_MAX} bytes` };
        chunks.push(chunk);
      }
      return readAnswer(answer.statusCode, Buffer.concat(chunks).toString('utf8'));
    } catch (error) {
      return { ok: false, outcome: 'unknown', code: signal.aborted ? 'TIMEOUT' : 'NETWORK', message: String(error) };
    }
  }
}

function readAnswer(status: number, text: string): SmsResult {
  if (status >= 500) return { ok: false, outcome: 'unknown', code: `HTTP_${status}`, message: '' };
  const { code, id, message } = JSON.parse(text) as { code?: unknown; id?: unknown; message?: unknown };
  if (code === 'OK' && typeof id === 'string') return { ok: true, id };
  if (typeof code === 'string' && code !== 'OK') return { ok: false, outcome: 'refused', code, message: typeof message === 'string' ? message : '' };
  return { ok: false, outcome: 'unknown', code: 'MALFORMED_ANSWER', message: '' };
}
