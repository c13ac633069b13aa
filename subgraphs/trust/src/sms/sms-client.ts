import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { callOut } from '@heitu/kit/messages/outbound';
import { jsonOf } from '@heitu/kit/rules/checked';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
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

/** What somebody wrote back to one of our messages, as the gateway hands it on. */
export interface SmsReply {
  phone: string;
  text: string;
}
export type SmsReplyResult =
  | { ok: true; reply: SmsReply }
  | { ok: false; reason: 'bad-signature' | 'malformed' | 'stale' };

const PHONE = /^1[3-9]\d{9}$/;
const ANSWER_BYTES_MAX = 64 * 1024;
/** A reply that is handed on later than this is not believed: somebody may have kept it. */
const REPLY_AGE_MS_MAX = 5 * MINUTE_MS;
const replyBody = z.object({
  account: z.string(),
  timestamp: z.string().regex(/^\d{10}$/),
  nonce: z.string().min(1).max(64),
  phone: z.string(),
  content: z.string().max(500),
  sign: z.string(),
});
/** A field of a template holds so many characters. */
export const SMS_FIELD_CHARACTERS_MAX = 20;
export const inSmsField = (text: string, most = SMS_FIELD_CHARACTERS_MAX): string => [...text].slice(0, most).join('');

/** A short-message gateway: one signed POST to {baseUrl}/send; what people write back it posts to us, signed alike. */
export class SmsClient {
  private readonly config: SmsConfig;

  constructor(config: SmsConfig) {
    this.config = config;
  }

  async send({ phone, template, params }: Sms): Promise<SmsResult> {
    if (!PHONE.test(phone))
      return { ok: false, outcome: 'refused', code: 'PHONE_INVALID', message: 'not a mainland mobile number' };
    const { baseUrl, account, timeoutMs, now } = this.config;
    const timestamp = String(Math.floor(now().getTime() / 1000));
    const nonce = randomBytes(16).toString('hex');
    const sign = this.signed(`${account}${timestamp}${nonce}${phone}${template}${JSON.stringify(params)}`).toString(
      'hex',
    );
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

  /** sign = hex HMAC-SHA256(secret, account + timestamp + nonce + phone + content). */
  readReply(body: string): SmsReplyResult {
    let told: z.output<typeof replyBody>;
    try {
      told = jsonOf(replyBody, body);
    } catch {
      return { ok: false, reason: 'malformed' };
    }
    const { account, timestamp, nonce, phone, content, sign } = told;
    const expected = this.signed(`${account}${timestamp}${nonce}${phone}${content}`);
    const given = Buffer.from(sign, 'hex');
    if (account !== this.config.account || given.length !== expected.length || !timingSafeEqual(given, expected))
      return { ok: false, reason: 'bad-signature' };
    const ageMs = Math.abs(this.config.now().getTime() - Number(timestamp) * 1000);
    if (ageMs > REPLY_AGE_MS_MAX) return { ok: false, reason: 'stale' };
    return { ok: true, reply: { phone: phone.replace(/^\+86/, ''), text: content } };
  }

  private signed(text: string): Buffer {
    return createHmac('sha256', this.config.secret).update(text).digest();
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
