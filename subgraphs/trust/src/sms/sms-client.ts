import { createHmac, randomBytes } from 'node:crypto';
import { callOut } from '@heitu/kit/messages/outbound';
import { jsonOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';

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
export type SmsResult =
  | { ok: true; id: string }
  | { ok: false; outcome: 'refused' | 'unknown'; code: string; message: string };

const PHONE = /^1[3-9]\d{9}$/;
const ANSWER_BYTES_MAX = 64 * 1024;
/** A field of a template holds so many characters. */
export const SMS_FIELD_CHARACTERS_MAX = 20;
export const inSmsField = (text: string, most = SMS_FIELD_CHARACTERS_MAX): string => [...text].slice(0, most).join('');

/** A short-message gateway: one signed POST to {baseUrl}/send. */
export class SmsClient {
  private readonly config: SmsConfig;

  constructor(config: SmsConfig) {
    this.config = config;
  }

  async send({ phone, template, params }: Sms): Promise<SmsResult> {
    if (!PHONE.test(phone))
      return { ok: false, outcome: 'refused', code: 'PHONE_INVALID', message: 'not a mainland mobile number' };
    const { baseUrl, account, secret, timeoutMs, now } = this.config;
    const timestamp = String(Math.floor(now().getTime() / 1000));
    const nonce = randomBytes(16).toString('hex');
    const sign = createHmac('sha256', secret)
      .update(`${account}${timestamp}${nonce}${phone}${template}${JSON.stringify(params)}`)
      .digest('hex');
    const sent = await callOut(new URL(`${baseUrl.replace(/\/$/, '')}/send`), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account, timestamp, nonce, phone, template, params, sign }),
      timeoutMs,
      bytesMax: ANSWER_BYTES_MAX,
    });
    if (!sent.arrived)
      return {
        ok: false,
        outcome: 'unknown',
        code: sent.code === 'TOO_LONG' ? 'MALFORMED_ANSWER' : sent.code,
        message: sent.message,
      };
    return readAnswer(sent.status, sent.body.toString('utf8'));
  }
}

const answer = z.object({ code: z.unknown().optional(), id: z.unknown().optional(), message: z.unknown().optional() });
function readAnswer(status: number, text: string): SmsResult {
  if (status >= 500) return { ok: false, outcome: 'unknown', code: `HTTP_${status}`, message: '' };
  let told: z.output<typeof answer>;
  try {
    told = jsonOf(answer, text);
  } catch (error) {
    return { ok: false, outcome: 'unknown', code: 'MALFORMED_ANSWER', message: String(error) };
  }
  const { code, id, message } = told;
  if (code === 'OK' && typeof id === 'string') return { ok: true, id };
  if (typeof code === 'string' && code !== 'OK')
    return { ok: false, outcome: 'refused', code, message: typeof message === 'string' ? message : '' };
  return { ok: false, outcome: 'unknown', code: 'MALFORMED_ANSWER', message: '' };
}
