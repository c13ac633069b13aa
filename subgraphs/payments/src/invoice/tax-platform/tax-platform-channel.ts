import { createPrivateKey, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { callOut } from '@heitu/kit/messages/outbound';
import { z } from '@heitu/kit/rules/validate';
import { newNonce, secondsOf, signLines } from '../../wechatpay/signature.ts';
import type { InvoiceToIssue, RedToIssue, TaxChannel, TaxError, TaxResult, TaxStanding } from '../tax-channel.ts';

export interface TaxPlatformConfig {
  baseUrl: string;
  /** As the platform knows us. */
  client: string;
  privateKeyPem: string;
  /** The platform's own key: no answer is believed without its signature. */
  publicKeyPem: string;
  timeoutMs: number;
  now: () => Date;
}

const ANSWER_BYTES_MAX = 1024 * 1024;
const FILE_BYTES_MAX = 8 * 1024 * 1024;
const SIGNED_AGE_SECONDS_MAX = 5 * 60;
/** The reasons of a red sheet, by the authority's codes. */
const REASON_CODES = { returned: '02', allowance: '04' } as const;

const standing = z.object({
  state: z.enum(['processing', 'confirming', 'issued', 'refused', 'void']),
  number: z
    .string()
    .regex(/^\d{20}$/)
    .nullable(),
  issuedAt: z.iso
    .datetime()
    .nullable()
    .transform((text) => (text === null ? null : new Date(text))),
  reason: z.string().nullable(),
});
const told = z.object({ code: z.string(), message: z.string().catch('') });

const unknownOutcome = (code: string, message: string): { ok: false; error: TaxError } => ({
  ok: false,
  error: { outcome: 'unknown', code, meaning: 'other', message },
});

/**
 * A licensed provider's interface to the digital-invoice platform: JSON, each request signed over method, address,
 * time, nonce and body (RSA-SHA256), each answer over the same nonce and its bytes. The authority publishes no such
 * interface that we found, so that this is the one to exchange when a county has chosen its provider.
 */
export class TaxPlatformChannel implements TaxChannel {
  private readonly privateKey: KeyObject;
  private readonly publicKey: KeyObject;

  constructor(private readonly config: TaxPlatformConfig) {
    this.privateKey = createPrivateKey(config.privateKeyPem);
    this.publicKey = createPublicKey(config.publicKeyPem);
  }

  issue(invoice: InvoiceToIssue) {
    return this.standing('POST', '/v1/invoices', invoice);
  }
  queryInvoice(requestNumber: string) {
    return this.standing('GET', `/v1/invoices/${encodeURIComponent(requestNumber)}`);
  }
  redden({ reason, ...red }: RedToIssue) {
    return this.standing('POST', '/v1/red-sheets', { ...red, reasonCode: REASON_CODES[reason] });
  }
  queryRed(sheetNumber: string) {
    return this.standing('GET', `/v1/red-sheets/${encodeURIComponent(sheetNumber)}`);
  }
  file(number: string) {
    return this.call('GET', `/v1/files/${encodeURIComponent(number)}`, undefined, FILE_BYTES_MAX);
  }

  private async standing(method: 'GET' | 'POST', path: string, body?: object): Promise<TaxResult<TaxStanding>> {
    const answer = await this.call(method, path, body, ANSWER_BYTES_MAX);
    if (!answer.ok) return answer;
    try {
      return { ok: true, value: standing.parse(JSON.parse(answer.value.toString('utf8'))) };
    } catch (error) {
      return unknownOutcome('MALFORMED_ANSWER', String(error));
    }
  }

  /** Sent once: whoever knows the number decides whether to repeat. A refusal counts only under a valid signature. */
  private async call(
    method: 'GET' | 'POST',
    path: string,
    payload: object | undefined,
    bytesMax: number,
  ): Promise<TaxResult<Buffer>> {
    const { baseUrl, client, timeoutMs, now } = this.config;
    const url = new URL(baseUrl.replace(/\/$/, '') + path);
    const body = payload ? JSON.stringify(payload) : '';
    const [timestamp, nonce] = [String(secondsOf(now())), newNonce()];
    const signature = signLines([method, url.pathname, timestamp, nonce, body], this.privateKey);
    const sent = await callOut(url, {
      method,
      ...(body && { body }),
      headers: {
        'x-tax-client': client,
        'x-tax-timestamp': timestamp,
        'x-tax-nonce': nonce,
        'x-tax-signature': signature,
        ...(body && { 'content-type': 'application/json' }),
      },
      timeoutMs,
      bytesMax,
    });
    if (!sent.arrived) return unknownOutcome(sent.code, sent.message);
    if (!this.isGenuine(sent.headers, nonce, sent.body)) return unknownOutcome('UNVERIFIED_ANSWER', `${sent.status}`);
    if (sent.status >= 200 && sent.status <= 299) return { ok: true, value: sent.body };
    return this.refusal(sent.status, sent.body);
  }

  /** The answer to this very request, lately, by the platform's key. */
  private isGenuine(headers: Readonly<Record<string, string | string[] | undefined>>, nonce: string, body: Buffer) {
    const [timestamp, signature] = [headers['x-tax-timestamp'], headers['x-tax-signature']];
    if (typeof timestamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
    if (Math.abs(secondsOf(this.config.now()) - Number(timestamp)) >= SIGNED_AGE_SECONDS_MAX) return false;
    const signed = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), body, Buffer.from('\n')]);
    return verify('sha256', signed, this.publicKey, Buffer.from(signature, 'base64'));
  }

  private refusal(status: number, body: Buffer): { ok: false; error: TaxError } {
    let said: z.output<typeof told>;
    try {
      said = told.parse(JSON.parse(body.toString('utf8')));
    } catch {
      return unknownOutcome(`HTTP_${status}`, '');
    }
    const { code, message } = said;
    if (status >= 500 || status === 429) return unknownOutcome(code, message);
    return {
      ok: false,
      error: { outcome: 'refused', code, meaning: code === 'NOT_FOUND' ? 'not-found' : 'other', message },
    };
  }
}
