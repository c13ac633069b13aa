import { jsonOf } from '@heitu/kit/rules/checked';
import { z } from 'zod';
import { createPrivateKey, generateKeyPair, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { selfSignedCertificate } from './certificate.ts';

const KEY_BITS = 2048;
const CERTIFICATE_DAYS = 5 * 365;
/** Second-level merchants that are onboarded already, enough for the demo county and a busy test. */
const SUB_MERCHANTS = 100;

const text = z.string();
const pair = z.object({ privateKeyPem: text, publicKeyPem: text });
type KeyPair = z.output<typeof pair>;

/** Numbers, keys and secrets of every service; made once, then read from the data folder. */
const keysShape = z.object({
  mchid: text,
  appid: text,
  subMchids: z.array(text),
  merchant: pair.extend({ serial: text }),
  apiV3Key: text,
  /** 微信支付公钥 mode. */
  wechatPay: pair.extend({ id: text }),
  /** Platform certificate mode. */
  platform: z.object({ privateKeyPem: text, certificatePem: text, serial: text, validFrom: text, validTo: text }),
  wechatSecret: text,
  sms: z.object({ account: text, secret: text }),
  /** Of the robot in the operator's group. */
  robotKey: text,
  express: z.object({ customer: text, key: text, salt: text }),
  /** The tax authority's digital-invoice platform: who calls it, and its own key. */
  tax: z.object({ client: text, caller: pair, platform: pair }),
});
export type Keys = z.output<typeof keysShape>;

const makeKeyPair = promisify(generateKeyPair);

async function keyPair(): Promise<KeyPair> {
  const { privateKey, publicKey } = await makeKeyPair('rsa', { modulusLength: KEY_BITS });
  return {
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** 40 hex digits, positive as a signed integer, without a leading zero byte. */
function newSerial(): string {
  const bytes = randomBytes(20);
  bytes.writeUInt8((bytes.readUInt8() & 0x3f) | 0x40);
  return bytes.toString('hex').toUpperCase();
}

const taxKeys = async (): Promise<Keys['tax']> => ({
  client: 'heitu-county',
  caller: await keyPair(),
  platform: await keyPair(),
});

async function makeKeys(now: Date): Promise<Keys> {
  const [merchant, wechatPay, platform, tax] = await Promise.all([keyPair(), keyPair(), keyPair(), taxKeys()]);
  const mchid = '1900009191';
  const serial = newSerial();
  const validFrom = new Date(now.getTime() - DAY_MS);
  const validTo = new Date(now.getTime() + CERTIFICATE_DAYS * DAY_MS);
  const certificatePem = selfSignedCertificate({
    privateKey: createPrivateKey(platform.privateKeyPem),
    serial,
    organization: 'Tenpay.com',
    commonName: 'Tenpay.com Root CA',
    validFrom,
    validTo,
  });
  return {
    mchid,
    appid: `wx${randomBytes(8).toString('hex')}`,
    subMchids: Array.from({ length: SUB_MERCHANTS }, (_, i) => String(1900100001 + i)),
    merchant: { ...merchant, serial: newSerial() },
    apiV3Key: randomBytes(16).toString('hex'),
    wechatPay: {
      ...wechatPay,
      id: `PUB_KEY_ID_0${mchid}${now.toISOString().slice(0, 10).replaceAll('-', '')}00000000000`,
    },
    platform: {
      privateKeyPem: platform.privateKeyPem,
      certificatePem,
      serial,
      validFrom: validFrom.toISOString(),
      validTo: validTo.toISOString(),
    },
    wechatSecret: randomBytes(16).toString('hex'),
    sms: { account: 'heitu-sms', secret: randomBytes(16).toString('hex') },
    robotKey: randomUUID(),
    express: {
      customer: randomBytes(16).toString('hex').toUpperCase(),
      key: randomBytes(6).toString('base64url'),
      salt: randomBytes(8).toString('hex'),
    },
    tax,
  };
}

export async function loadKeys(folder: string, now: Date): Promise<Keys> {
  const path = join(folder, 'keys.json');
  // Written aside and renamed: a start that is cut off leaves no half of a key.
  const write = (keys: object) => {
    writeFileSync(`${path}.new`, JSON.stringify(keys, null, 2), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  };
  if (!existsSync(path)) write(await makeKeys(now));
  // Of a world that began before there was a tax platform or a group in it.
  const known = jsonOf(keysShape.partial({ tax: true, robotKey: true }), readFileSync(path, 'utf8'));
  if (!known.tax || !known.robotKey)
    write({ ...known, tax: known.tax ?? (await taxKeys()), robotKey: known.robotKey ?? randomUUID() });
  return jsonOf(keysShape, readFileSync(path, 'utf8'));
}
