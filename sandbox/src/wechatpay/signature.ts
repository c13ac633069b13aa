import {
  createHash,
  createCipheriv,
  createPrivateKey,
  createPublicKey,
  privateDecrypt,
  publicEncrypt,
  constants,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import type { Answer, Call } from '../service.ts';
import type { Fault } from '../faults.ts';
import { secondsOf } from '../times.ts';
import type { World } from '../world.ts';

/**
 * Signatures both ways. https://pay.weixin.qq.com/doc/v3/merchant/4012365342 (requests), 4013053249 (answers and
 * callbacks)
 */
const SCHEME = 'WECHATPAY2-SHA256-RSA2048';
const TIMESTAMP_AGE_MS_MAX = 5 * MINUTE_MS;
const TRUNCATED_MESSAGE_CHARACTERS = 1024;
const GCM_NONCE_CHARACTERS = 12;

export type TrustMode = 'public-key' | 'platform-certificate';
export const TRUST_MODES = ['public-key', 'platform-certificate'] as const;
export const trustModeOf = (world: World): TrustMode =>
  TRUST_MODES.find((mode) => mode === world.store.setting('trustMode')) ?? 'public-key';

/** Keys are read once: reading one costs as much as using it. */
const keys = new Map<string, KeyObject>();
function keyOf(pem: string, read: (pem: string) => KeyObject): KeyObject {
  const known = keys.get(pem) ?? read(pem);
  keys.set(pem, known);
  return known;
}

const lines = (...parts: string[]): Buffer => Buffer.from(parts.map((part) => `${part}\n`).join(''));

/** Who signs now: the key and the serial it is known by. */
export function signerOf(world: World): { serial: string; privateKeyPem: string } {
  const { wechatPay, platform } = world.keys;
  return trustModeOf(world) === 'public-key'
    ? { serial: wechatPay.id, privateKeyPem: wechatPay.privateKeyPem }
    : { serial: platform.serial, privateKeyPem: platform.privateKeyPem };
}

/** What only the merchant's key opens: under a fresh key, which is sealed for that one. */
export function sealForMerchant(world: World, plain: Buffer): { sealed: Buffer; encryptKey: string; nonce: string } {
  const key = randomBytes(32);
  const nonce = randomBytes(GCM_NONCE_CHARACTERS / 2).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.from(nonce));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  const merchantKey = keyOf(world.keys.merchant.publicKeyPem, createPublicKey);
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const encryptKey = publicEncrypt({ key: merchantKey, padding, oaepHash: 'sha1' }, key).toString('base64');
  return { sealed, encryptKey, nonce };
}

/** The Wechatpay-* headers over a body; `spoil` signs other bytes. */
export function signedHeaders(
  world: World,
  body: string,
  options: { timestamp?: number; serial?: string; prefix?: string; spoil?: boolean } = {},
): Record<string, string> {
  const { serial, privateKeyPem } = signerOf(world);
  const timestamp = String(options.timestamp ?? secondsOf(world.clock.now()));
  const nonce = randomBytes(16).toString('hex');
  const signature = sign(
    'sha256',
    lines(timestamp, nonce, options.spoil ? `${body} ` : body),
    keyOf(privateKeyPem, createPrivateKey),
  ).toString('base64');
  return {
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Signature': (options.prefix ?? '') + signature,
    'Wechatpay-Signature-Type': SCHEME,
    'Wechatpay-Serial': options.serial ?? serial,
  };
}

export interface EncryptedResource {
  algorithm: 'AEAD_AES_256_GCM';
  ciphertext: string;
  associated_data: string;
  nonce: string;
}

/** AES-256-GCM under the API v3 key: base64 of the data and its 16-byte tag. */
export function encryptResource(world: World, plain: string, associatedData: string): EncryptedResource {
  const nonce = randomBytes(GCM_NONCE_CHARACTERS).toString('base64url').slice(0, GCM_NONCE_CHARACTERS);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(world.keys.apiV3Key), Buffer.from(nonce));
  cipher.setAAD(Buffer.from(associatedData));
  const ciphertext = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
    'base64',
  );
  return { algorithm: 'AEAD_AES_256_GCM', ciphertext, associated_data: associatedData, nonce };
}

/** A sensitive field as its reader gets it; null when it was not encrypted for the present key. */
export function decryptSensitive(world: World, text: string, serial: unknown): string | null {
  const signer = signerOf(world);
  if (serial !== signer.serial) return null;
  try {
    return privateDecrypt(
      { key: signer.privateKeyPem, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
      Buffer.from(text, 'base64'),
    ).toString('utf8');
  } catch {
    return null;
  }
}

function signError(call: Call, message: string, signed: Buffer | null): Answer {
  const text = signed?.toString('utf8') ?? '';
  return {
    status: 401,
    body: {
      code: 'SIGN_ERROR',
      message,
      detail: {
        field: 'signature',
        issue: 'sign not match',
        location: 'authorization',
        sign_information: {
          method: call.method,
          url: call.url,
          truncated_sign_message: text.slice(0, TRUNCATED_MESSAGE_CHARACTERS),
          sign_message_length: text.length,
        },
      },
    },
  };
}

/**
 * Null for a request that the merchant signed over exactly these bytes. Such a refusal goes out unsigned: whom would it
 * be signed for?
 */
export function refuseUnsigned(world: World, call: Call): Answer | null {
  const { mchid, merchant } = world.keys;
  const header = String(call.headers['authorization'] ?? '');
  if (!header.startsWith(`${SCHEME} `))
    return signError(call, 'Http头缺少Authorization或认证类型不是WECHATPAY2-SHA256-RSA2048', null);
  const fields = new Map(
    [...header.slice(SCHEME.length).matchAll(/\s*([a-z_]+)="([^"]*)"(?:,|$)/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
  const field = (name: string): string => fields.get(name) ?? '';
  const [nonce, timestamp, signature] = [field('nonce_str'), field('timestamp'), field('signature')];
  if (fields.get('mchid') !== mchid) return signError(call, '商户号不存在', null);
  if (fields.get('serial_no') !== merchant.serial)
    return signError(call, '商户证书序列号有误，请使用签名私钥匹配的证书序列号', null);
  if (!/^\d{1,12}$/.test(timestamp) || nonce === '') return signError(call, 'Http头Authorization值格式错误', null);
  if (Math.abs(world.clock.now() - Number(timestamp) * 1000) > TIMESTAMP_AGE_MS_MAX)
    return signError(call, 'Http头Authorization中的timestamp与发起请求的时间不得超过5分钟', null);
  const message = Buffer.concat([lines(call.method, call.url, timestamp, nonce), call.rawBody, Buffer.from('\n')]);
  const valid = verify(
    'sha256',
    message,
    keyOf(merchant.publicKeyPem, createPublicKey),
    Buffer.from(signature, 'base64'),
  );
  return valid ? null : signError(call, '签名错误，请检查后再试', message);
}

/** Does the person's client hold payment parameters that the merchant signed? */
export function verifyPaySign(
  world: World,
  parameters: { timeStamp: string; nonceStr: string; package: string; signType: string; paySign: string },
): boolean {
  if (parameters.signType !== 'RSA') return false;
  const message = lines(world.keys.appid, parameters.timeStamp, parameters.nonceStr, parameters.package);
  return verify(
    'sha256',
    message,
    keyOf(world.keys.merchant.publicKeyPem, createPublicKey),
    Buffer.from(parameters.paySign, 'base64'),
  );
}

const AMOUNTS: ReadonlySet<string> = new Set([
  'total',
  'total_amount',
  'payer_total',
  'payer_amount',
  'refund',
  'payer_refund',
  'amount',
  'return_amount',
  'unsplit_amount',
  'available_amount',
]);

/** Every amount one fen too high. */
function wrongAmounts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(wrongAmounts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      AMOUNTS.has(key) && typeof inner === 'number' ? inner + 1 : wrongAmounts(inner),
    ]),
  );
}

/** Every answer to an admitted request is signed, the bill's bytes excepted. */
export function seal(world: World, _call: Call, answer: Answer, fault: Fault | null): Answer {
  if (Buffer.isBuffer(answer.body)) return answer;
  const body =
    answer.body === undefined
      ? ''
      : JSON.stringify(fault?.lie === 'wrong-amount' ? wrongAmounts(answer.body) : answer.body);
  const requestId = createHash('md5').update(randomBytes(16)).digest('hex').toUpperCase();
  const headers: Record<string, string> = {
    'Request-ID': requestId,
    ...(fault?.lie === 'unsigned' ? {} : signedHeaders(world, body, { spoil: fault?.lie === 'wrong-signature' })),
  };
  if (answer.body === undefined) return { ...answer, headers };
  return {
    status: answer.status,
    body: Buffer.from(body),
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
  };
}
