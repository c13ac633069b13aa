import {
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  randomBytes,
  sign,
  verify,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type PagesOptions, type SandboxWorld } from './index.ts';

/**
 * A platform for the sandbox's own tests: it signs and verifies with code of its own, written from the documentation
 * and not from ../wechatpay, so that both sides cannot be wrong in the same way unseen.
 */
export interface Reply {
  status: number;
  headers: Headers;
  bytes: Buffer;
  /** The parsed answer; tests know its shape. */
  json: any;
  verdict: 'valid' | 'unsigned' | 'invalid';
}

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Notice {
  id: string;
  event_type: string;
  resource: { original_type: string; algorithm: string; ciphertext: string; associated_data: string; nonce: string };
}

export interface TestPlatform {
  sandbox: SandboxWorld;
  /** Where callbacks arrive. */
  url: string;
  received: Received[];
  /** What callbacks are answered; 204 unless changed. */
  replyWith: { status: number; body: string };
  pay(
    method: 'GET' | 'POST',
    target: string,
    body?: object,
    change?: { sentBody?: string; timestamp?: number; serial?: string },
  ): Promise<Reply>;
  control(path: string, body?: object): Promise<any>;
  state(): Promise<any>;
  advance(ms: number): Promise<void>;
  /** Opens a callback as the platform must: verify, then decrypt. */
  open(received: Received): { notice: Notice; plain: any };
  verdictOf(received: Received): 'valid' | 'invalid';
  trust(serial: string, key: KeyObject): void;
  decrypt(resource: { ciphertext: string; associated_data: string; nonce: string }): string;
  now(): Promise<number>;
  /** Stops the sandbox and starts it again on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const lines = (...parts: string[]): string => parts.map((part) => `${part}\n`).join('');

type Pay = Parameters<TestPlatform['pay']>;

/** Whether WeChat Pay signed these bytes. */
function verdictBy(
  trusted: ReadonlyMap<string, KeyObject>,
  headers: Headers | IncomingHttpHeaders,
  body: string | Buffer,
): Reply['verdict'] {
  const header = (name: string): string =>
    String((headers instanceof Headers ? headers.get(name) : headers[name]) ?? '');
  if (header('wechatpay-signature') === '') return 'unsigned';
  const key = trusted.get(header('wechatpay-serial'));
  const message = Buffer.concat([
    Buffer.from(lines(header('wechatpay-timestamp'), header('wechatpay-nonce'))),
    Buffer.from(body),
    Buffer.from('\n'),
  ]);
  return key && verify('RSA-SHA256', message, key, Buffer.from(header('wechatpay-signature'), 'base64'))
    ? 'valid'
    : 'invalid';
}

/** Asks WeChat Pay as the platform does, each part of the signature as `change` wants it. */
async function sendSigned(
  sandbox: SandboxWorld,
  now: TestPlatform['now'],
  { method, target, body, change = {} }: { method: Pay[0]; target: Pay[1]; body?: Pay[2]; change?: Pay[3] },
): Promise<Response> {
  const { mchid, merchantSerial, merchantPrivateKeyPem } = sandbox.settings.wechatPay;
  const address = new URL(sandbox.urls.wechatPay + target);
  const text = body ? JSON.stringify(body) : '';
  const timestamp = String(change.timestamp ?? Math.floor((await now()) / 1000));
  const nonce = randomBytes(16).toString('hex');
  const signature = sign(
    'RSA-SHA256',
    Buffer.from(lines(method, address.pathname + address.search, timestamp, nonce, text)),
    createPrivateKey(merchantPrivateKeyPem),
  ).toString('base64');
  return fetch(address, {
    method,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(change.serial && { 'wechatpay-serial': change.serial }),
      authorization: `WECHATPAY2-SHA256-RSA2048 mchid="${mchid}",nonce_str="${nonce}",timestamp="${timestamp}",serial_no="${merchantSerial}",signature="${signature}"`,
    },
    ...(body && { body: change.sentBody ?? text }),
  });
}

function decryptWith(apiV3Key: string, resource: Parameters<TestPlatform['decrypt']>[0]): string {
  const { ciphertext, associated_data: associatedData, nonce } = resource;
  const bytes = Buffer.from(ciphertext, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', apiV3Key, nonce);
  decipher.setAuthTag(bytes.subarray(bytes.length - 16));
  decipher.setAAD(Buffer.from(associatedData));
  return decipher.update(bytes.subarray(0, bytes.length - 16)).toString('utf8') + decipher.final('utf8');
}

/** Takes the sandbox's callbacks. */
async function listen(received: Received[], replyWith: { status: number; body: string }) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
    response.writeHead(replyWith.status).end(replyWith.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { server, url };
}

async function replyFrom(
  answer: Response,
  verdictOn: (headers: Headers, bytes: Buffer) => Reply['verdict'],
): Promise<Reply> {
  const bytes = Buffer.from(await answer.arrayBuffer());
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: answer.status,
    headers: answer.headers,
    bytes,
    json: isJson ? JSON.parse(bytes.toString('utf8')) : {},
    verdict: verdictOn(answer.headers, bytes),
  };
}

export async function startTestPlatform(pages?: PagesOptions): Promise<TestPlatform> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-spec-'));
  const received: Received[] = [];
  const replyWith = { status: 204, body: '' };
  const { server, url } = await listen(received, replyWith);

  let sandbox = await startSandbox({ dataDir, pages });
  const trusted = new Map<string, KeyObject>([
    [sandbox.settings.wechatPay.publicKeyId, createPublicKey(sandbox.settings.wechatPay.publicKeyPem)],
  ]);

  const genuine = (headers: Headers | IncomingHttpHeaders, body: string | Buffer) => verdictBy(trusted, headers, body);

  const platform: TestPlatform = {
    get sandbox() {
      return sandbox;
    },
    url,
    received,
    replyWith,
    async pay(method, target, body, change = {}) {
      const answer = await sendSigned(sandbox, platform.now, { method, target, body, change });
      return replyFrom(answer, genuine);
    },
    async control(path, body) {
      const answer = await fetch(
        `${sandbox.urls.control}${path}`,
        body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {},
      );
      return { status: answer.status, ...((await answer.json()) as object) };
    },
    state: () => platform.control('/state'),
    async advance(ms) {
      await platform.control('/clock', { advanceMs: ms });
    },
    verdictOf: ({ headers, body }) => (genuine(headers, body) === 'valid' ? 'valid' : 'invalid'),
    open(callback) {
      if (platform.verdictOf(callback) !== 'valid') throw new Error('the callback is not genuine');
      const notice = JSON.parse(callback.body) as Notice;
      return { notice, plain: JSON.parse(platform.decrypt(notice.resource)) };
    },
    trust: (serial, key) => void trusted.set(serial, key),
    decrypt: (resource) => decryptWith(sandbox.settings.wechatPay.apiV3Key, resource),
    now: async () => Date.parse((await platform.control('/clock')).now),
    async restart() {
      await sandbox.close();
      sandbox = await startSandbox({ dataDir, pages });
    },
    async close() {
      await sandbox.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return platform;
}

export const certificateKey = (pem: string): KeyObject => new X509Certificate(pem).publicKey;

let counter = 0;
/** A number of our own that was not used before. */
export const newNo = (prefix: string): string => `${prefix}${Date.now()}${String(++counter).padStart(4, '0')}`;

export const OPENID = 'oHeituConsumer000000000000001';

/** A combined order of two sellers. */
export function combinedOrder(
  platform: TestPlatform,
  totalsFen: readonly number[],
  options: { timeExpire?: string; profitSharing?: boolean } = {},
) {
  const { mchid, appid, subMchids } = platform.sandbox.settings.wechatPay;
  const outTradeNo = newNo('C');
  const subOrders = totalsFen.map((totalFen, i) => ({
    outTradeNo: `${outTradeNo}-${i + 1}`,
    subMchid: subMchids[i]!,
    totalFen,
  }));
  const body = {
    combine_appid: appid,
    combine_mchid: mchid,
    combine_out_trade_no: outTradeNo,
    sub_orders: subOrders.map((sub) => ({
      mchid,
      sub_mchid: sub.subMchid,
      out_trade_no: sub.outTradeNo,
      attach: 'heitu',
      amount: { total_amount: sub.totalFen, currency: 'CNY' },
      description: '五常大米 5kg',
      settle_info: { profit_sharing: options.profitSharing ?? true },
    })),
    combine_payer_info: { openid: OPENID },
    notify_url: `${platform.url}/callbacks/pay`,
    ...(options.timeExpire && { time_expire: options.timeExpire }),
  };
  return { outTradeNo, subOrders, body };
}

/** Placed and paid; with the transaction of each sub order. */
export async function paidOrder(platform: TestPlatform, totalsFen: readonly number[]) {
  const order = combinedOrder(platform, totalsFen);
  const placed = await platform.pay('POST', '/v3/combine-transactions/jsapi', order.body);
  if (placed.status !== 200) throw new Error(placed.bytes.toString('utf8'));
  const pressed = await platform.control('/pay', { prepayId: placed.json.prepay_id });
  if (pressed.state !== 'SUCCESS') throw new Error(JSON.stringify(pressed));
  const query = await platform.pay('GET', `/v3/combine-transactions/out-trade-no/${order.outTradeNo}`);
  const transactionIds: string[] = query.json.sub_orders.map((sub: { transaction_id: string }) => sub.transaction_id);
  return { ...order, transactionIds, prepayId: String(placed.json.prepay_id) };
}
