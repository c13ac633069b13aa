import { randomBytes, sign, verify, type KeyObject } from 'node:crypto';

/**
 * WeChat Pay API v3 signatures: RSA-SHA256 over lines that each end with a line feed.
 * https://pay.weixin.qq.com/doc/v3/merchant/4012365342 (requests), 4013053249 (answers and callbacks)
 */
const SCHEME = 'WECHATPAY2-SHA256-RSA2048';
/** A signed answer or callback is refused from this age on, older or newer. */
const SIGNED_AGE_SECONDS_MAX = 5 * 60;
/** Signatures that the provider breaks on purpose, to see that they are refused. */
const PROBE_PREFIX = 'WECHATPAY/SIGNTEST/';

export interface MerchantIdentity {
  mchid: string;
  serial: string;
  privateKey: KeyObject;
}

export const newNonce = (): string => randomBytes(16).toString('hex').toUpperCase();

export const secondsOf = (date: Date): number => Math.floor(date.getTime() / 1000);

/** Base64 RSA-SHA256 of the lines. */
export function signLines(lines: readonly string[], privateKey: KeyObject): string {
  return sign('sha256', Buffer.from(lines.map((line) => `${line}\n`).join('')), privateKey).toString('base64');
}

/**
 * The Authorization header; `target` is the path with its query exactly as sent, `body` exactly the text sent ('' for
 * GET).
 */
export function authorization(
  identity: MerchantIdentity,
  request: { method: string; target: string; body: string },
  now: Date,
  nonce = newNonce(),
): string {
  const timestamp = String(secondsOf(now));
  const signature = signLines([request.method, request.target, timestamp, nonce, request.body], identity.privateKey);
  return `${SCHEME} mchid="${identity.mchid}",nonce_str="${nonce}",timestamp="${timestamp}",serial_no="${identity.serial}",signature="${signature}"`;
}

export interface SignedMessage {
  timestamp: string;
  nonce: string;
  signature: string;
  serial: string;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The four Wechatpay-* headers; null unless each is there exactly once. Node gives names in lower case. */
export function signedMessageOf(headers: Headers): SignedMessage | null {
  const [timestamp, nonce, signature, serial] = ['timestamp', 'nonce', 'signature', 'serial'].map(
    (name) => headers[`wechatpay-${name}`],
  );
  if (
    typeof timestamp !== 'string' ||
    typeof nonce !== 'string' ||
    typeof signature !== 'string' ||
    typeof serial !== 'string'
  )
    return null;
  return { timestamp, nonce, signature, serial };
}

export type SignatureVerdict = 'valid' | 'bad-signature' | 'stale' | 'unknown-serial' | 'probe';

/** Finds the key that a Wechatpay-Serial stands for; null when it is none of ours. */
export type FindKey = (serial: string) => KeyObject | null | Promise<KeyObject | null>;

/**
 * Judges an answer or callback over the exact bytes of its body. The age is judged before the key is sought, which may
 * cost a request.
 */
export async function judgeSignature(
  headers: Headers,
  rawBody: Uint8Array,
  now: Date,
  findKey: FindKey,
): Promise<SignatureVerdict> {
  const message = signedMessageOf(headers);
  if (!message) return 'bad-signature';
  if (message.signature.startsWith(PROBE_PREFIX)) return 'probe';
  if (!/^\d{1,12}$/.test(message.timestamp)) return 'bad-signature';
  if (Math.abs(secondsOf(now) - Number(message.timestamp)) >= SIGNED_AGE_SECONDS_MAX) return 'stale';
  const key = await findKey(message.serial);
  if (!key) return 'unknown-serial';
  const signed = Buffer.concat([Buffer.from(`${message.timestamp}\n${message.nonce}\n`), rawBody, Buffer.from('\n')]);
  return verify('sha256', signed, key, Buffer.from(message.signature, 'base64')) ? 'valid' : 'bad-signature';
}
