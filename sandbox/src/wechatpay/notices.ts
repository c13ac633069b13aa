import { isRecord, jsonOf, must } from '@heitu/kit/rules/checked';
import { z } from 'zod';
import { randomUUID } from 'node:crypto';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { enqueue, type Sender } from '../outbound.ts';
import { beijing } from '../times.ts';
import type { World } from '../world.ts';
import { encryptResource, signedHeaders } from './signature.ts';
import { combineView, tradesOf, tradeView, type Prepay } from './trade.ts';

/** What WeChat Pay tells the merchant by itself. https://pay.weixin.qq.com/doc/v3/merchant/4012791861 */
const notice = z.object({
  id: z.string(),
  createdAt: z.string(),
  eventType: z.enum(['TRANSACTION.SUCCESS', 'REFUND.SUCCESS', 'REFUND.ABNORMAL', 'REFUND.CLOSED']),
  originalType: z.enum(['transaction', 'refund']),
  summary: z.string(),
  plain: z.custom<object>(isRecord),
});
export type Notice = z.output<typeof notice>;

export const CALLBACK_MODES = ['normal', 'lose', 'duplicate', 'delay', 'hold'] as const;
export type CallbackMode = (typeof CALLBACK_MODES)[number];
export const callbackModeOf = (world: World): CallbackMode =>
  CALLBACK_MODES.find((mode) => mode === world.store.setting('callbackMode')) ?? 'normal';
export const DELAY_MS = 10 * MINUTE_MS;

/** Seconds before each repetition: 15s/15s/30s/3m/10m/20m/30m/30m/30m/60m/3h/3h/3h/6h/6h. */
const RETRY_SECONDS = [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600];

export function envelopeOf(world: World, notice: Notice): string {
  const resource = {
    original_type: notice.originalType,
    ...encryptResource(world, JSON.stringify(notice.plain), notice.originalType),
  };
  return JSON.stringify({
    id: notice.id,
    create_time: notice.createdAt,
    resource_type: 'encrypt-resource',
    event_type: notice.eventType,
    summary: notice.summary,
    resource,
  });
}

export const NOTICE_HEADERS = { 'content-type': 'application/json', 'user-agent': 'Mozilla/4.0', accept: '*/*' };

export const noticeSender: Sender = {
  retrySeconds: RETRY_SECONDS,
  compose(world, outbound) {
    const body = envelopeOf(world, jsonOf(notice, outbound.payload));
    return { headers: { ...NOTICE_HEADERS, ...signedHeaders(world, body) }, body };
  },
  accepted: (status) => status === 200 || status === 204,
};

export const newNotice = (
  world: World,
  kind: Pick<Notice, 'eventType' | 'originalType' | 'summary'>,
  plain: object,
): Notice => ({ id: `EV-${randomUUID()}`, createdAt: beijing(world.clock.now()), ...kind, plain });

export const REFUNDED = { eventType: 'REFUND.SUCCESS', originalType: 'refund', summary: '退款成功' } as const;
export const REFUND_BOUNCED = {
  eventType: 'REFUND.ABNORMAL',
  originalType: 'refund',
  summary: '退款异常',
} as const;
export const paymentNotice = (world: World, plain: object): Notice =>
  newNotice(world, { eventType: 'TRANSACTION.SUCCESS', originalType: 'transaction', summary: '支付成功' }, plain);

/** Sends it as the switch for callbacks says. */
export function notify(world: World, url: string, notice: Notice, dueAtMs = world.clock.now()): void {
  const mode = callbackModeOf(world);
  const state = mode === 'lose' ? 'lost' : mode === 'hold' ? 'held' : 'waiting';
  const due = mode === 'delay' ? dueAtMs + DELAY_MS : dueAtMs;
  enqueue(world, 'wechatpay', url, notice, { dueAtMs: due, state });
  if (mode === 'duplicate') enqueue(world, 'wechatpay', url, notice, { dueAtMs: due });
}

/** The standing of an order, as a payment notice tells it. */
export function standingOf(world: World, prepay: Prepay): object {
  const trades = tradesOf(world, prepay);
  return prepay.kind === 'combine'
    ? combineView(world, prepay.tradeNo, trades)
    : tradeView(world, must(trades[0], 'the trade of a prepay'));
}
