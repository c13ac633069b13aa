import { jsonOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import { createHash } from 'node:crypto';
import { callOut } from '@heitu/kit/messages/outbound';
import { trackingOf, type Tracking } from './tracking.ts';

export interface Kuaidi100Config {
  /** `https://poll.kuaidi100.com` */
  baseUrl: string;
  customer: string;
  key: string;
  timeoutMs: number;
}

export interface Parcel {
  /** 快递100's code of the carrier, lower case: `shunfeng`. */
  company: string;
  /** 6 to 32 characters. */
  number: string;
  /** Sender's or receiver's, the last four digits will do; compulsory for 顺丰 and 中通. */
  phone?: string;
}

/** `retryable`: later, and for a query not within half an hour of the last for the same number (锁单). */
export interface ExpressError {
  outcome: 'refused' | 'unknown';
  /** 快递100's returnCode, or TIMEOUT, NETWORK, MALFORMED_ANSWER. */
  code: string;
  meaning: 'not-found' | 'phone-wrong' | 'parcel-invalid' | 'already-subscribed' | 'key-invalid' | 'other';
  message: string;
  retryable: boolean;
}

export type ExpressResult<T> = { ok: true; value: T } | { ok: false; error: ExpressError };

/** The least time between two queries of one number. */
export const QUERY_EVERY_MS_MIN = 30 * 60 * 1000;
const ANSWER_BYTES_MAX = 1024 * 1024;

interface Answered {
  meaning: ExpressError['meaning'];
  /** 快递100's own fault: it does not know either. */
  undecided?: true;
}
const answerBody = z.looseObject({
  result: z.unknown().optional(),
  returnCode: z.unknown().optional(),
  message: z.unknown().optional(),
});
type Codes = Readonly<Record<string, Answered>>;

/** The same numbers mean different things to a query and to a subscription. */
const QUERY_CODES: Codes = {
  '408': { meaning: 'phone-wrong' },
  '500': { meaning: 'not-found' },
  '501': { meaning: 'other', undecided: true },
  '502': { meaning: 'other', undecided: true },
  '503': { meaning: 'key-invalid' },
  '601': { meaning: 'key-invalid' },
};
const SUBSCRIBE_CODES: Codes = {
  '500': { meaning: 'other', undecided: true },
  '501': { meaning: 'already-subscribed' },
  '600': { meaning: 'key-invalid' },
  '601': { meaning: 'key-invalid' },
  '700': { meaning: 'parcel-invalid' },
  '701': { meaning: 'parcel-invalid' },
  '702': { meaning: 'parcel-invalid' },
};

/** 快递100: query once, or subscribe and be pushed to. https://api.kuaidi100.com/document/5f0ffb5ebc8da837cbd8aefc */
export class Kuaidi100Client {
  private readonly config: Kuaidi100Config;

  constructor(config: Kuaidi100Config) {
    this.config = config;
  }

  query(parcel: Parcel): Promise<ExpressResult<Tracking>> {
    const { customer, key } = this.config;
    const param = JSON.stringify({
      com: parcel.company,
      num: parcel.number,
      phone: parcel.phone ?? '',
      resultv2: '1',
      show: '0',
      order: 'desc',
    });
    const sign = createHash('md5').update(`${param}${key}${customer}`).digest('hex').toUpperCase();
    return this.post('/poll/query.do', { customer, sign, param }, QUERY_CODES, trackingOf);
  }

  /** Pushes then come to `callbackUrl`, signed with `salt`; `already-subscribed` is as good as a yes. */
  subscribe(parcel: Parcel, callbackUrl: string, salt: string): Promise<ExpressResult<null>> {
    if (salt === '') throw new Error('an empty salt would let anyone push');
    const param = {
      company: parcel.company,
      number: parcel.number,
      key: this.config.key,
      parameters: { callbackurl: callbackUrl, salt, resultv2: '1', autoCom: '0', phone: parcel.phone ?? '' },
    };
    return this.post('/poll', { schema: 'json', param: JSON.stringify(param) }, SUBSCRIBE_CODES, () => null);
  }

  private async post<T>(
    path: string,
    form: Record<string, string>,
    codes: Codes,
    read: (body: unknown) => T,
  ): Promise<ExpressResult<T>> {
    const sent = await callOut(new URL(this.config.baseUrl.replace(/\/$/, '') + path), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
      timeoutMs: this.config.timeoutMs,
      bytesMax: ANSWER_BYTES_MAX,
    });
    if (!sent.arrived)
      return sent.code === 'TOO_LONG'
        ? unknown('MALFORMED_ANSWER', sent.message, false)
        : unknown(sent.code, sent.message, true);
    if (sent.status !== 200) return unknown('NETWORK', `HTTP ${sent.status}`, true);
    try {
      const body = jsonOf(answerBody, sent.body.toString('utf8'));
      // A query's success has no `result`, a subscription's says true.
      if (body.result === false) return refused(String(body.returnCode), String(body.message), codes);
      return { ok: true, value: read(body) };
    } catch (error) {
      return unknown('MALFORMED_ANSWER', String(error), false);
    }
  }
}

const unknown = (code: string, message: string, retryable: boolean): { ok: false; error: ExpressError } => ({
  ok: false,
  error: { outcome: 'unknown', code, meaning: 'other', message, retryable },
});

function refused(code: string, message: string, codes: Codes): { ok: false; error: ExpressError } {
  const { meaning, undecided } = codes[code] ?? { meaning: 'other' };
  if (undecided) return unknown(code, message, true);
  return { ok: false, error: { outcome: 'refused', code, meaning, message, retryable: meaning === 'not-found' } };
}
