import { createCipheriv, generateKeyPairSync, randomBytes, sign, verify, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PlaceCombined } from './payment-channel.ts';
import { WechatpayChannel, type WechatpayConfig } from './wechatpay-channel.ts';

/** For the specs beside it: keys of both sides and a server that answers what a test tells it to, signed. */
export const NOW = new Date('2026-11-25T01:00:00Z');
export const API_V3_KEY = '0123456789abcdef0123456789ABCDEF';
export const MCHID = '1900000109';
export const KEY_ID = 'PUB_KEY_ID_0119000001092026112500000000000001';

export const merchantKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const platformKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (key: KeyObject, type: 'pkcs8' | 'spki') => key.export({ type, format: 'pem' }).toString();

export const configFor = (baseUrl: string, over: Partial<WechatpayConfig> = {}): WechatpayConfig => ({
  baseUrl,
  mchid: MCHID,
  appid: 'wx8888888888888888',
  merchantSerial: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1',
  merchantPrivateKeyPem: pem(merchantKeys.privateKey, 'pkcs8'),
  apiV3Key: API_V3_KEY,
  trust: { mode: 'public-key', id: KEY_ID, pem: pem(platformKeys.publicKey, 'spki') },
  timeoutMs: 2000,
  now: () => NOW,
  ...over,
});

export function signedHeaders(
  body: string | Buffer,
  over: { serial?: string; key?: KeyObject; at?: Date; signature?: string } = {},
): Record<string, string> {
  const timestamp = String(Math.floor((over.at ?? NOW).getTime() / 1000));
  const nonce = randomBytes(16).toString('hex');
  const message = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), Buffer.from(body), Buffer.from('\n')]);
  return {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-serial': over.serial ?? KEY_ID,
    'wechatpay-signature':
      over.signature ?? sign('sha256', message, over.key ?? platformKeys.privateKey).toString('base64'),
  };
}

export function encrypt(plain: string, associatedData = 'transaction', key = API_V3_KEY) {
  const nonce = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key), Buffer.from(nonce));
  cipher.setAAD(Buffer.from(associatedData));
  const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { algorithm: 'AEAD_AES_256_GCM', nonce, associated_data: associatedData, ciphertext: data.toString('base64') };
}

export interface Seen {
  method: string;
  target: string;
  body: string;
  headers: IncomingMessage['headers'];
}
export interface Reply {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** False leaves the signature out; headers may replace it. */
  sign?: boolean;
  delayMs?: number;
}

/** A body that is a Buffer or text is sent as it is, anything else as JSON. */
export async function startFake(
  answer: (request: Seen) => Reply,
): Promise<{ url: string; seen: Seen[]; close: () => Promise<void> }> {
  const seen: Seen[] = [];
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const entry = {
      method: request.method!,
      target: request.url!,
      body: Buffer.concat(chunks).toString('utf8'),
      headers: request.headers,
    };
    seen.push(entry);
    const reply = answer(entry);
    const body =
      reply.body === undefined
        ? ''
        : typeof reply.body === 'string' || Buffer.isBuffer(reply.body)
          ? reply.body
          : JSON.stringify(reply.body);
    if (reply.delayMs) await new Promise((resolve) => setTimeout(resolve, reply.delayMs));
    response.writeHead(reply.status ?? 200, { ...(reply.sign === false ? {} : signedHeaders(body)), ...reply.headers });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const length =
    content.length < 128
      ? Buffer.from([content.length])
      : Buffer.from([0x82, content.length >> 8, content.length & 0xff]);
  return Buffer.concat([Buffer.from([tag]), length, content]);
};

/** A self-signed X.509 certificate, since Node can read but not make them. */
export function certificateOf(keys: { publicKey: KeyObject; privateKey: KeyObject }, serialHex: string): string {
  const algorithm = der(0x30, der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05));
  const name = der(0x30, der(0x31, der(0x30, der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from('test')))));
  const validity = der(0x30, der(0x17, Buffer.from('260101000000Z')), der(0x17, Buffer.from('310101000000Z')));
  const tbs = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from(serialHex, 'hex')),
    algorithm,
    name,
    validity,
    name,
    keys.publicKey.export({ type: 'spki', format: 'der' }),
  );
  const certificate = der(0x30, tbs, algorithm, der(0x03, Buffer.from([0]), sign('sha256', tbs, keys.privateKey)));
  return `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replaceAll(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
}

const running: { close: () => Promise<void> }[] = [];
/** After each test. */
export const closeFakes = async (): Promise<void> =>
  void (await Promise.all(running.splice(0).map((fake) => fake.close())));

/** A provider that stays until closeFakes. */
export async function openFake(answer: (request: Seen) => Reply) {
  const fake = await startFake(answer);
  running.push(fake);
  return fake;
}

/** A client of a provider that gives this answer. */
export async function withAnswer(answer: Reply | ((request: Seen) => Reply), over: Partial<WechatpayConfig> = {}) {
  const fake = await openFake(typeof answer === 'function' ? answer : () => answer);
  return { channel: new WechatpayChannel(configFor(fake.url, over)), seen: fake.seen, url: fake.url };
}

/** As WeChat would judge it: by the bytes that arrived. */
export function wellSigned({ method, target, body, headers }: Seen): boolean {
  const [, mchid, nonce, timestamp, signature] =
    /mchid="(.*?)",nonce_str="(.*?)",timestamp="(.*?)",.*signature="(.*?)"$/.exec(headers.authorization!)!;
  const lines = `${method}\n${target}\n${timestamp}\n${nonce}\n${body}\n`;
  return (
    mchid === MCHID && verify('sha256', Buffer.from(lines), merchantKeys.publicKey, Buffer.from(signature!, 'base64'))
  );
}

export const order: PlaceCombined = {
  outTradeNo: 'C00001',
  openid: 'openid1',
  description: '黑土优选',
  expiresAt: new Date('2026-11-25T01:15:00Z'),
  subOrders: [
    { outTradeNo: 'S00001', merchant: '1900000201', totalFen: 12830, description: '五常大米`,`5kg\n' },
    { outTradeNo: 'S00002', merchant: '1900000202', totalFen: 1, description: '' },
  ],
  notifyUrl: 'https://heitu.example/callbacks/pay',
};
