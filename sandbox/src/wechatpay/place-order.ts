import { randomBytes } from 'node:crypto';
import { must } from '@heitu/kit/rules/checked';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { z } from 'zod';
import type { Answer, Call } from '../service.ts';
import { addJob } from '../schedule.ts';
import { refusal } from './refusals.ts';
import { newPrepayId, prepayByTrade, tradeOf, tradesOf, type Prepay, type Trade } from './trade.ts';
import type { World } from '../world.ts';

/** Without a time of its own an unpaid order closes after seven days. */
const UNPAID_MS_MAX = 7 * DAY_MS;
const SUB_ORDERS_MAX = 50;

export const outTradeNo = z.string().regex(/^[0-9A-Za-z_\-*]{6,32}$/);
const description = z.string().min(1).max(127);
const attach = z.string().max(128);
const fen = z.int().min(1);
const openid = z.string().min(1).max(128);
const time = z
  .string()
  .refine(
    (text) =>
      /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text)),
    'not RFC 3339',
  );
const notifyUrl = z
  .url({ protocol: /^https?$/ })
  .max(255)
  .refine((text) => !text.includes('?'), 'must not carry a query');
const currency = z.literal('CNY').optional();
const settleInfo = z.object({ profit_sharing: z.boolean().optional() }).optional();

const single = z.object({
  appid: z.string(),
  mchid: z.string(),
  description,
  out_trade_no: outTradeNo,
  notify_url: notifyUrl,
  amount: z.object({ total: fen, currency }),
  payer: z.object({ openid }),
  time_expire: time.optional(),
  attach: attach.optional(),
  settle_info: settleInfo,
});

const combined = z.object({
  combine_appid: z.string(),
  combine_mchid: z.string(),
  combine_out_trade_no: outTradeNo,
  sub_orders: z
    .array(
      z.object({
        mchid: z.string(),
        sub_mchid: z.string().optional(),
        attach,
        amount: z.object({ total_amount: fen, currency: z.literal('CNY') }),
        out_trade_no: outTradeNo,
        description,
        settle_info: settleInfo,
      }),
    )
    .min(1)
    .max(SUB_ORDERS_MAX),
  notify_url: notifyUrl,
  time_expire: time.optional(),
});

const combinedOfPayer = combined.extend({ combine_payer_info: z.object({ openid }) });

/** Null when the order under this number may be placed; otherwise what its number already stands for. */
function repeated(world: World, kind: Prepay['kind'], tradeNo: string, request: string): Answer | null {
  const known = prepayByTrade(world, kind, tradeNo);
  if (!known) return null;
  const trades = tradesOf(world, known);
  if (trades.some((trade) => trade.paidAtMs !== null)) return refusal('ORDER_PAID');
  if (trades.some((trade) => trade.state === 'CLOSED')) return refusal('ORDER_CLOSED');
  if (known.request !== request) return refusal('INVALID_REQUEST', '请求重入时，参数与首次请求时不一致，请检查参数');
  return { status: 200, body: { prepay_id: known.id } };
}

type NewTrade = Pick<Trade, 'outTradeNo' | 'combineOutTradeNo' | 'subMchid' | 'totalFen' | 'description' | 'attach'> & {
  shares: boolean;
};

function place(
  world: World,
  prepay: Omit<Prepay, 'id' | 'createdAtMs'>,
  timeExpire: string | undefined,
  trades: readonly NewTrade[],
): Answer {
  const nowMs = world.clock.now();
  const expiresAtMs = timeExpire === undefined ? nowMs + UNPAID_MS_MAX : Date.parse(timeExpire);
  if (expiresAtMs <= nowMs) return refusal('PARAM_ERROR', '交易结束时间time_expire已过');
  const id = newPrepayId(world);
  world.store.insert('prepay', { id, ...prepay, createdAtMs: nowMs });
  for (const { shares, ...trade } of trades) {
    world.store.insert('trade', {
      ...trade,
      owner: trade.subMchid ?? world.keys.mchid,
      openid: prepay.openid,
      profitSharing: shares ? 1 : 0,
      state: 'NOTPAY',
      createdAtMs: nowMs,
      expiresAtMs,
    });
  }
  addJob(world, 'expire-trade', id, expiresAtMs);
  return { status: 200, body: { prepay_id: id } };
}

/** POST /v3/pay/transactions/jsapi. https://pay.weixin.qq.com/doc/v3/merchant/4012791856 */
export function placeSingle(world: World, call: Call): Answer {
  const order = single.parse(call.body);
  if (order.mchid !== world.keys.mchid) return refusal('NO_AUTH', '商户号与签名不符');
  if (order.appid !== world.keys.appid) return refusal('PARAM_ERROR', 'appid和mchid不匹配');
  const request = JSON.stringify(order);
  const again = repeated(world, 'single', order.out_trade_no, request);
  if (again) return again;
  if (tradeOf(world, order.out_trade_no)) return refusal('INVALID_REQUEST', '商户订单号重复');
  return place(
    world,
    { kind: 'single', tradeNo: order.out_trade_no, request, openid: order.payer.openid, notifyUrl: order.notify_url },
    order.time_expire,
    [
      {
        outTradeNo: order.out_trade_no,
        combineOutTradeNo: null,
        subMchid: null,
        totalFen: order.amount.total,
        description: order.description,
        attach: order.attach ?? null,
        shares: order.settle_info?.profit_sharing ?? false,
      },
    ],
  );
}

/** POST /v3/combine-transactions/jsapi. https://pay.weixin.qq.com/doc/v3/partner/4012760633 */
export function placeCombined(world: World, call: Call): Answer {
  const { combine_payer_info: payer, ...order } = combinedOfPayer.parse(call.body);
  return placeParts(world, order, payer.openid);
}

/**
 * POST /v3/combine-transactions/native: no payer is named; whoever scans the code first is the only one who can pay to
 * it. Asked for again, there is a new code, and the last one is void.
 */
export function placeNative(world: World, call: Call): Answer {
  const order = combined.parse(call.body);
  const answer = placeParts(world, order, '');
  if (answer.status !== 200) return answer;
  const prepay = must(prepayByTrade(world, 'combine', order.combine_out_trade_no), 'the order just placed');
  world.store.run('update nativeCode set isVoid = 1 where prepayId = ?', prepay.id);
  const code = `weixin://wxpay/bizpayurl?pr=${randomBytes(6).toString('base64url')}`;
  world.store.insert('nativeCode', { code, prepayId: prepay.id, createdAtMs: world.clock.now() });
  return { status: 200, body: { code_url: code } };
}

function placeParts(world: World, order: z.output<typeof combined>, payer: string): Answer {
  const { mchid, appid, subMchids } = world.keys;
  if (order.combine_mchid !== mchid || order.sub_orders.some((sub) => sub.mchid !== mchid))
    return refusal('NO_AUTH', '商户号与签名不符');
  if (order.combine_appid !== appid) return refusal('PARAM_ERROR', 'appid和mchid不匹配');
  const strange = order.sub_orders.find((sub) => sub.sub_mchid !== undefined && !subMchids.includes(sub.sub_mchid));
  if (strange) return refusal('NO_AUTH', `二级商户号${strange.sub_mchid}与电商平台没有受理关系`);
  const request = JSON.stringify({ ...order, payer });
  const again = repeated(world, 'combine', order.combine_out_trade_no, request);
  if (again) return again;
  const numbers = order.sub_orders.map((sub) => sub.out_trade_no);
  if (new Set(numbers).size < numbers.length || numbers.some((number) => tradeOf(world, number)))
    return refusal('INVALID_REQUEST', '子单商户订单号重复');
  return place(
    world,
    {
      kind: 'combine',
      tradeNo: order.combine_out_trade_no,
      request,
      openid: payer,
      notifyUrl: order.notify_url,
    },
    order.time_expire,
    order.sub_orders.map((sub) => ({
      outTradeNo: sub.out_trade_no,
      combineOutTradeNo: order.combine_out_trade_no,
      subMchid: sub.sub_mchid ?? null,
      totalFen: sub.amount.total_amount,
      description: sub.description,
      attach: sub.attach,
      shares: sub.settle_info?.profit_sharing ?? false,
    })),
  );
}
