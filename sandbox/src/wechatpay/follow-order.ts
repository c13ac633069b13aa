import { must } from '@heitu/kit/rules/checked';
import { z } from 'zod';
import { part, type Answer, type Call } from '../service.ts';
import type { World } from '../world.ts';
import { refusal } from './refusals.ts';
import {
  combineView,
  prepayOf,
  subTradesOf,
  tradeByTransaction,
  tradeOf,
  tradesOf,
  tradeView,
  type Trade,
} from './trade.ts';

/** Queries and closing. A combined order answers only to its own endpoints. */
const singleView = (world: World, call: Call, trade: Trade | undefined): Answer => {
  if (call.query['mchid'] !== world.keys.mchid) return refusal('PARAM_ERROR', 'mchid必填，且须与签名商户号一致');
  return trade && trade.combineOutTradeNo === null
    ? { status: 200, body: tradeView(world, trade) }
    : refusal('ORDER_NOT_EXIST');
};

/** GET /v3/pay/transactions/out-trade-no/{out_trade_no}?mchid= */
export const queryByOutTradeNo = (world: World, call: Call): Answer =>
  singleView(world, call, tradeOf(world, part(call, 'no')));
/** GET /v3/pay/transactions/id/{transaction_id}?mchid= */
export const queryByTransaction = (world: World, call: Call): Answer =>
  singleView(world, call, tradeByTransaction(world, part(call, 'id')));

/** GET /v3/combine-transactions/out-trade-no/{combine_out_trade_no} */
export function queryCombined(world: World, call: Call): Answer {
  const trades = subTradesOf(world, part(call, 'no'));
  return trades.length > 0
    ? { status: 200, body: combineView(world, part(call, 'no'), trades) }
    : refusal('ORDER_NOT_EXIST');
}

function close(world: World, trades: readonly Trade[]): Answer {
  if (trades.some((trade) => trade.paidAtMs !== null)) return refusal('ORDER_PAID');
  for (const trade of trades)
    world.store.run(`update trade set state = 'CLOSED' where outTradeNo = ?`, trade.outTradeNo);
  return { status: 204 };
}

/** POST /v3/pay/transactions/out-trade-no/{out_trade_no}/close */
export function closeSingle(world: World, call: Call): Answer {
  const { mchid } = z.object({ mchid: z.string() }).parse(call.body);
  if (mchid !== world.keys.mchid) return refusal('NO_AUTH', '商户号与签名不符');
  const trade = tradeOf(world, part(call, 'no'));
  return trade && trade.combineOutTradeNo === null ? close(world, [trade]) : refusal('ORDER_NOT_EXIST');
}

const closing = z.object({
  combine_appid: z.string(),
  sub_orders: z
    .array(z.object({ mchid: z.string(), sub_mchid: z.string().optional(), out_trade_no: z.string() }))
    .min(1),
});

/** POST /v3/combine-transactions/out-trade-no/{combine_out_trade_no}/close: all sub orders, as they were placed. */
export function closeCombined(world: World, call: Call): Answer {
  const { combine_appid: appid, sub_orders: named } = closing.parse(call.body);
  if (appid !== world.keys.appid) return refusal('PARAM_ERROR', 'appid和mchid不匹配');
  const trades = subTradesOf(world, part(call, 'no'));
  if (trades.length === 0) return refusal('ORDER_NOT_EXIST');
  const same =
    named.length === trades.length &&
    trades.every((trade) =>
      named.some(
        (sub) =>
          sub.out_trade_no === trade.outTradeNo &&
          (sub.sub_mchid ?? null) === trade.subMchid &&
          sub.mchid === world.keys.mchid,
      ),
    );
  return same ? close(world, trades) : refusal('PARAM_ERROR', '子单信息与下单时不一致');
}

/** Job: the time to pay is over. */
export function expireTrade(world: World, prepayId: string): void {
  for (const trade of tradesOf(world, must(prepayOf(world, prepayId), `the prepay ${prepayId}`)))
    world.store.run(`update trade set state = 'CLOSED' where outTradeNo = ? and state = 'NOTPAY'`, trade.outTradeNo);
}
