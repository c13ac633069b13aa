import { join } from 'node:path';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { jsonOf } from '@heitu/kit/rules/checked';
import { SECOND_MS } from '@heitu/kit/rules/clock';
import { z } from '@heitu/kit/rules/validate';
import type { PermissionMatrix } from '@heitu/kit/rules/permission-matrix';
import type { ServiceSetup } from '@heitu/kit/serving/subgraph';
import { readAuditKeys, type AuditKeys } from './audit/audit-keys.ts';
import { keysInUse, type KeyInUse } from './audit/keys-in-use.ts';
import { CHAIN_MEMORY_FILE, memoryInFile, memoryInProcess, type ChainMemory } from './audit/chain-memory.ts';
import { systemIn, type Running } from './disclosure/running.ts';
import { createWebhookClient, type WebhookPort } from './partners/webhook-client.ts';
import { SmsClient } from './sms/sms-client.ts';
import { WechatClient } from './wechat/wechat-client.ts';

/** What trust asks of the world outside. The client stands in wechat/; tests give their own. */
export interface TrustServices {
  /** How the outside reaches the gateway: who issues tokens. */
  publicUrl: string;
  wechat: WechatPort;
  /** Null where no gateway is configured. */
  sms: Pick<SmsClient, 'send' | 'readReply'> | null;
  /** What the gateway asks for one. */
  smsPriceFen: number;
  webhooks: WebhookPort;
  /** Sign the audit chain's batches and published heads, and say whose signatures on it are believed. */
  auditKeys: AuditKeys;
  /** The platform's keys, each with since when it is in use. */
  keysInUse(): readonly KeyInUse[];
  /** The operating system under this process; null where it does not say which it is. */
  system(): Running | null;
  /** The users by which the platform itself is at its database. */
  databaseUsers: readonly string[];
  /** The rules with which this room runs. */
  matrix: PermissionMatrix;
  /** What was signed last, kept outside the database. */
  chainMemory: ChainMemory;
  /** The first administrator, made at start where there is none. */
  bootstrap: { login: string; password: string } | null;
}

export interface OutgoingMessage {
  openid: string;
  kind: string;
  title: string;
  body: string;
  /** Of the mini-program; null opens the list of messages. */
  page: string | null;
  atMs: number;
}
export interface WechatPort extends Pick<WechatClient, 'uploadCombinedShippingInfo' | 'getOrder'> {
  /**
   * The person's openid for a code of `wx.login`; null where WeChat says that the code is wrong or used. Throws where
   * WeChat is out of reach.
   */
  codeToSession(code: string): Promise<{ openid: string } | null>;
  /**
   * The mainland number behind a code of the phone button; null where the code is wrong or used, or the number a
   * foreign one. Throws where WeChat is out of reach.
   */
  codeToPhone(code: string): Promise<string | null>;
  /** WeChat's opinion of a text the person wrote. Throws where WeChat cannot say. */
  checkText(openid: string, text: string): Promise<'pass' | 'review' | 'risky'>;
  /** The template whose messages of a kind are sent with; null where there is none. */
  templateOf(kind: string): string | null;
  /** Sends one subscribe message; `refused` where the person no longer wants it. Throws where it is worth trying again. */
  sendSubscribeMessage(message: OutgoingMessage): Promise<'sent' | 'refused'>;
}

const TIMEOUT_MS = 5 * SECOND_MS;
/** What gateways commonly ask for one SMS of up to seventy characters. */
const SMS_PRICE_FEN = 5;
/** A `thing` field of a template holds twenty characters. */
const THING_CHARACTERS_MAX = 20;
const BAD_CODES: ReadonlySet<string> = new Set(['CODE_INVALID', 'CODE_USED', 'USER_BLOCKED']);
const thing = (text: string): string => {
  const characters = [...text];
  return characters.length <= THING_CHARACTERS_MAX
    ? text
    : `${characters.slice(0, THING_CHARACTERS_MAX - 1).join('')}…`;
};

const CHINA_OFFSET_MS = 8 * 3600 * SECOND_MS;

/** What trust asks of WeChat, in its own words. */
const wechatPort = (client: WechatClient, templateOf: WechatPort['templateOf']): WechatPort => ({
  templateOf,
  uploadCombinedShippingInfo: (order, subOrders, payerOpenid, uploadedAt) =>
    client.uploadCombinedShippingInfo(order, subOrders, payerOpenid, uploadedAt),
  getOrder: (order) => client.getOrder(order),
  async codeToSession(code) {
    const result = await client.codeToSession(code);
    if (result.ok) return { openid: result.value.openid };
    if (BAD_CODES.has(result.error.code)) return null;
    throw new Error(`WeChat sign-in: ${result.error.code} ${result.error.message}`);
  },
  async codeToPhone(code) {
    const result = await client.phoneNumber(code);
    if (result.ok) return result.value.countryCode === '86' ? result.value.phone : null;
    if (BAD_CODES.has(result.error.code)) return null;
    throw new Error(`WeChat phone: ${result.error.code} ${result.error.message}`);
  },
  async checkText(openid, content) {
    const result = await client.checkText({ openid, scene: 'comment', content });
    if (result.ok) return result.value.suggest;
    throw new Error(`WeChat content check: ${result.error.code} ${result.error.message}`);
  },
  async sendSubscribeMessage({ openid, kind, title, body, page, atMs }) {
    const templateId = templateOf(kind);
    if (!templateId) return 'refused';
    const time = new Date(atMs + CHINA_OFFSET_MS).toISOString().slice(11, 16);
    const result = await client.sendSubscribeMessage({
      openid,
      templateId,
      page: page ?? 'pages/messages/index',
      data: { thing1: thing(title), thing2: thing(body), time3: `${chinaDate(atMs)} ${time}` },
    });
    if (result.ok) return 'sent';
    if (result.error.outcome === 'refused' && !result.error.retryable) return 'refused';
    throw new Error(`WeChat message: ${result.error.code} ${result.error.message}`);
  },
});

/** From the settings of every process and those of trust.settings.ts. */
const WECHAT_VERSIONS = ['release', 'trial', 'develop'] as const;
export function trustServices({ settings, now, signer, secrets, matrix }: ServiceSetup): TrustServices {
  const client = new WechatClient({
    baseUrl: settings['WECHAT_BASE_URL'] ?? 'https://api.weixin.qq.com',
    appid: settings['WECHAT_APPID'] ?? '',
    secret: settings['WECHAT_SECRET'] ?? '',
    version:
      settings['SANDBOX'] === '1'
        ? 'develop'
        : (WECHAT_VERSIONS.find((version) => version === settings['WECHAT_VERSION']) ?? 'release'),
    timeoutMs: TIMEOUT_MS,
    now,
  });
  const given = settings['WECHAT_TEMPLATES'] || '{}';
  const templates = given.startsWith('{') ? jsonOf(z.record(z.string(), z.string()), given) : { '*': given };
  const smsBaseUrl = settings['SMS_BASE_URL'];
  const login = settings['ADMIN_LOGIN'];
  const password = settings['ADMIN_PASSWORD'];
  return {
    matrix,
    publicUrl: settings['PUBLIC_URL'] ?? '',
    webhooks: createWebhookClient(settings['NODE_ENV'] !== 'production' || settings['SANDBOX'] === '1'),
    auditKeys: readAuditKeys(secrets, () => signer().privateKey),
    keysInUse: () => keysInUse(secrets),
    databaseUsers: (settings['DATABASE_USERS'] ?? '').split(',').filter(Boolean),
    system: () => systemIn(settings['OS_RELEASE_FILE'] || '/etc/os-release'),
    chainMemory: settings['DATA_DIR'] ? memoryInFile(join(settings['DATA_DIR'], CHAIN_MEMORY_FILE)) : memoryInProcess(),
    bootstrap: login && password ? { login, password } : null,
    smsPriceFen: Number(settings['SMS_PRICE_FEN'] || SMS_PRICE_FEN),
    sms: smsBaseUrl
      ? new SmsClient({
          baseUrl: smsBaseUrl,
          account: settings['SMS_ACCOUNT'] ?? '',
          secret: settings['SMS_SECRET'] ?? '',
          timeoutMs: TIMEOUT_MS,
          now,
        })
      : null,
    wechat: wechatPort(client, (kind) => templates[kind] ?? templates['*'] ?? null),
  };
}
