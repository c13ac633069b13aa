import { randomBytes, randomUUID } from 'node:crypto';
import { MINUTE_MS } from '@heitu/kit/clock';
import { enqueue, type Sender } from '../outbound.ts';
import { beijing } from '../times.ts';
import type { World } from '../world.ts';
import { encryptResource, signedHeaders } from './signature.ts';
import { combineView, prepayByTrade, tradesOf, tradeView, type Prepay } from './trade.ts';

/** What WeChat Pay tells the merchant by itself. https://pay.weixin.qq.com/doc/v3/merchant/4012791861 */
export interface Notice {
  id: string;
  createdAt: string;
  eventType: 'TRANSACTION.SUCCESS' | 'REFUND.SUCCESS';
  originalType: 'transaction' | 'refund';
  summary: string;
  plain: object;
}

export const CALLBACK_MODES = ['normal', 'lose', 'duplicate', 'delay', 'hold'] as const;
export type CallbackMode = (typeof CALLBACK_MODES)[number];
export const callbackModeOf = (world: World): CallbackMode => (world.store.setting('callbackMode') as CallbackMode | undefined) ?? 'normal';
export const DELAY_MS = 10 * MINUTE_MS;

/** Seconds before each repetition: 15s/15s/30s/3m/10m/20m/30m/30m/30m/60m/3h/3h/3h/6h/6h. */
const RETRY_SECONDS = [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600];

export function envelopeOf(world: World, notice: Notice): string {
  const resource = { original_type: notice.originalType, ...encryptResource(world, JSON.stringify(notice.plain), notice.originalType) };
  return JSON.stringify({ id: notice.id, create_time: notice.createdAt, resource_type: 'encrypt-resource', event_type: notice.eventType, summary: notice.summary, resource });
}

export const NOTICE_HEADERS = { 'content-type': 'application/json', 'user-agent': 'Mozilla/4.0', accept: '*/*' };

export const noticeSender: Sender = {
  retrySeconds: RETRY_SECONDS,
  compose(world, outbound) {
    const body = envelopeOf(world, JSON.parse(outbound.payload) as Notice);
    return { headers: { ...NOTICE_HEADERS, ...signedHeaders(world, body) }, body };
  },
  accepted: (status) => status === 200 || status === 204,
};

export const newNotice = (world: World, kind: Pick<Notice, 'eventType' | 'originalType' | 'summary'>, plain: object): Notice => ({ id: `EV-${randomUUID()}`, createdAt: beijing(world.clock.now()), ...kind, plain });

export const paymentNotice = (world: World, plain: object): Notice => newNotice(world, { eventType: 'TRANSACTION.SUCCESS', originalType: 'transaction', summary: '支付成功' }, plain);

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
  return prepay.kind === 'combine' ? combineView(world, prepay.tradeNo, trades) : tradeView(world, trades[0]!);
}

export const FORGERIES = ['bad-signature', 'signtest', 'wrong-serial', 'stale-timestamp', 'wrong-merchant', 'wrong-amount', 'unknown-order'] as const;
export type Forgery = (typeof FORGERIES)[number];

/** How each forgery is signed; those of wrong content are signed well. */
const FORGED_SIGNATURES: Readonly<Record<Forgery, (nowMs: number) => Parameters<typeof signedHeaders>[2]>> = {
  'bad-signature': () => ({ spoil: true }),
  signtest: () => ({ prefix: 'WECHATPAY/SIGNTEST/' }),
  'wrong-serial': () => ({ serial: 'PUB_KEY_ID_0000000000000000000000000000000000' }),
  'stale-timestamp': (nowMs) => ({ timestamp: Math.floor((nowMs - 10 * MINUTE_MS) / 1000) }),
  'wrong-merchant': () => ({}),
  'wrong-amount': () => ({}),
  'unknown-order': () => ({}),
};

interface AnyStanding {
  mchid?: string;
  combine_mchid?: string;
  trade_state?: string;
  amount?: { total: number; payer_total?: number };
  sub_orders?: { mchid: string; trade_state: string; transaction_id?: string; success_time?: string; amount: { total_amount: number; payer_amount?: number } }[];
}

/** A standing that says "paid", whatever the truth, spoiled as the forgery asks. */
function forgedStanding(world: World, kind: Forgery, outTradeNo: string): object {
  const known = kind === 'unknown-order' ? undefined : (prepayByTrade(world, 'combine', outTradeNo) ?? prepayByTrade(world, 'single', outTradeNo));
  const paid = { transaction_id: `4200002026${randomBytes(9).readUIntBE(0, 6).toString().padStart(18, '0')}`, success_time: beijing(world.clock.now()), trade_state: 'SUCCESS', trade_type: 'JSAPI', bank_type: 'OTHERS' };
  const { mchid, appid, subMchids } = world.keys;
  const base: AnyStanding = known
    ? (standingOf(world, known) as AnyStanding)
    : {
        ...{ combine_appid: appid, combine_out_trade_no: outTradeNo, combine_payer_info: { openid: 'oForged' } },
        combine_mchid: mchid,
        sub_orders: [{ ...{ sub_mchid: subMchids[0]!, attach: '', out_trade_no: `${outTradeNo}-1` }, mchid, trade_state: 'SUCCESS', amount: { total_amount: 100, payer_amount: 100 } }],
      };
  const wrongFen = kind === 'wrong-amount' ? 1 : 0;
  const wrongMerchant = kind === 'wrong-merchant' ? '1900000000' : mchid;
  if (base.sub_orders) {
    return {
      ...base,
      combine_mchid: wrongMerchant,
      sub_orders: base.sub_orders.map((order) => ({
        ...paid, ...order,
        trade_state: 'SUCCESS',
        mchid: wrongMerchant,
        amount: { total_amount: order.amount.total_amount + wrongFen, payer_amount: order.amount.total_amount + wrongFen, currency: 'CNY', payer_currency: 'CNY' },
      })),
    };
  }
  const totalFen = base.amount!.total + wrongFen;
  return { ...paid, ...base, trade_state: 'SUCCESS', mchid: wrongMerchant, amount: { total: totalFen, payer_total: totalFen, currency: 'CNY', payer_currency: 'CNY' } };
}

export function forge(world: World, kind: Forgery, outTradeNo: string): { headers: Record<string, string>; body: string } {
  const body = envelopeOf(world, paymentNotice(world, forgedStanding(world, kind, outTradeNo)));
  return { headers: { ...NOTICE_HEADERS, ...signedHeaders(world, body, FORGED_SIGNATURES[kind](world.clock.now())) }, body };
}
