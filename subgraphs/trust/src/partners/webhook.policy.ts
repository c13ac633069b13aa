import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { isKeyOf, keysOf } from '@heitu/kit/rules/checked';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import { titlesOf } from '@heitu/kit/rules/titles';
import type { Scope } from '@heitu/standard';
import { bareHost, mayBePublic } from './public-address.ts';

/** What partners are told of, and the scope that covers it. */
export const WEBHOOK_EVENTS = {
  'order.paid': { scope: 'payment', title: '订单已付款' },
  'order.cancelled': { scope: 'payment', title: '订单已取消' },
  'order.refunded': { scope: 'payment', title: '订单有退款' },
  'order.completed': { scope: 'marketing-accounts', title: '订单已完成' },
  'shipment.taken-over': { scope: 'logistics', title: '包裹已揽收' },
  'shipment.delivered': { scope: 'logistics', title: '包裹已签收' },
  'shipment.refused': { scope: 'logistics', title: '包裹被拒收' },
  'lot.blocked': { scope: 'stock', title: '批次停售' },
} as const satisfies Readonly<Record<string, { scope: Scope; title: string }>>;
export type WebhookEvent = keyof typeof WEBHOOK_EVENTS;
export const WEBHOOK_EVENT_TYPES = keysOf(WEBHOOK_EVENTS);
export const scopeOf = (type: WebhookEvent): Scope => WEBHOOK_EVENTS[type].scope;

/** What `testWebhook` sends; nobody asks for it. */
export const TEST_EVENT = 'webhook.test';
export type SentEvent = WebhookEvent | typeof TEST_EVENT;
/** All that an endpoint can be sent. */
export const SENT_EVENT_TYPES: readonly SentEvent[] = [TEST_EVENT, ...WEBHOOK_EVENT_TYPES];
export const SENT_EVENT_TITLES = { ...titlesOf(WEBHOOK_EVENTS), [TEST_EVENT]: '试推送' } as const;
/**
 * Whether who has these scopes is told of an event: asked when it is registered, when it happens, when it is sent, and
 * when it is shown.
 */
export const isTold = (type: string, scopes: readonly Scope[]): boolean =>
  type === TEST_EVENT || (isKeyOf(WEBHOOK_EVENTS, type) && scopes.includes(scopeOf(type)));
/** Stands in the log for what was not sent any more. */
export const NOT_COVERED_ANY_MORE = '合同不再包含这类事件';
export const ENDPOINTS_MAX = 10;
export const DELIVERIES_KEPT_MS = 30 * DAY_MS;
export const WEBHOOK_TIMEOUT_MS = 10 * SECOND_MS;
/** While it is being sent, no other replica sends it. */
export const SENDING_MS = MINUTE_MS;
export const SENT_AT_ONCE_MAX = 50;
/** Of one endpoint: one that is slow does not hold up the others. */
export const SENT_TO_ONE_MAX = 5;
export const WEBHOOK_SECRET_OVERLAP_MS = DAY_MS;
export const GONE = 410;

/** Waits before the second try and so on: three days in all. */
export const RETRY_AFTER_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  18 * HOUR_MS,
  22 * HOUR_MS,
] as const;
/** When to try again after so many tries; null: no more. */
export function retryAtMs(attempts: number, nowMs: number): number | null {
  const waitMs = RETRY_AFTER_MS[attempts - 1];
  return waitMs === undefined ? null : nowMs + waitMs;
}

const SECRET_PREFIX = 'whsec_';
export const newWebhookSecret = (): string => SECRET_PREFIX + randomBytes(32).toString('base64');

/** One signature for each secret that is good now. */
export const webhookSignature = (secrets: readonly string[], id: string, seconds: number, body: string): string =>
  secrets.map((secret) => new Webhook(secret).sign(id, new Date(seconds * SECOND_MS), body)).join(' ');

/**
 * A URL that may be registered: https, no credentials, no host of a network of ours. Names are resolved when it is
 * called.
 */
export function isFitUrl(text: string, allowPrivate: boolean): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username || url.password || url.hash) return false;
  if (allowPrivate) return url.protocol === 'https:' || url.protocol === 'http:';
  return url.protocol === 'https:' && mayBePublic(bareHost(url));
}
