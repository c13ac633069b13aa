import { must } from '@heitu/kit/rules/checked';
import { beijing, beijingDate, beijingDigits } from '../times.ts';
import type { World } from '../world.ts';
import { randomBytes } from 'node:crypto';

/** One payment to one merchant: an order of its own, or a sub order of a combined one. */
export interface Trade {
  outTradeNo: string;
  combineOutTradeNo: string | null;
  subMchid: string | null;
  /** Whose money it is: the second-level merchant, or the platform itself. */
  owner: string;
  totalFen: number;
  state: 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED';
  profitSharing: number;
  description: string;
  attach: string | null;
  openid: string;
  transactionId: string | null;
  createdAtMs: number;
  expiresAtMs: number;
  paidAtMs: number | null;
  shareFinished: number;
}

export type PaidTrade = Trade & { transactionId: string; paidAtMs: number };

export const isPaid = (trade: Trade): trade is PaidTrade => trade.paidAtMs !== null && trade.transactionId !== null;

export interface Prepay {
  id: string;
  kind: 'single' | 'combine';
  tradeNo: string;
  /** The order as it came, to tell a repetition from a different order under the same number. */
  request: string;
  openid: string;
  notifyUrl: string;
  createdAtMs: number;
}

export const tradeOf = (world: World, outTradeNo: string): Trade | undefined =>
  world.store.one('select * from trade where outTradeNo = ?', outTradeNo);
export const tradeByTransaction = (world: World, transactionId: string): PaidTrade | undefined =>
  world.store.one('select * from trade where transactionId = ?', transactionId);
/** Of what was paid. */
export const tradeOfTransaction = (world: World, transactionId: string): PaidTrade =>
  must(tradeByTransaction(world, transactionId), `the trade of ${transactionId}`);
export const subTradesOf = (world: World, combineOutTradeNo: string): Trade[] =>
  world.store.all('select * from trade where combineOutTradeNo = ? order by rowid', combineOutTradeNo);
export const prepayOf = (world: World, id: string): Prepay | undefined =>
  world.store.one('select * from prepay where id = ?', id);
export const prepayByTrade = (world: World, kind: Prepay['kind'], tradeNo: string): Prepay | undefined =>
  world.store.one('select * from prepay where kind = ? and tradeNo = ?', kind, tradeNo);
export const tradesOf = (world: World, prepay: Prepay): Trade[] =>
  prepay.kind === 'combine'
    ? subTradesOf(world, prepay.tradeNo)
    : [must(tradeOf(world, prepay.tradeNo), `the trade ${prepay.tradeNo}`)];

/** A number of WeChat Pay's own: prefix, day, counter. */
export const newNumber = (world: World, prefix: string, characters: number): string => {
  const head = prefix + beijingDate(world.clock.now()).replaceAll('-', '');
  return head + String(world.store.next('number')).padStart(characters - head.length, '0');
};
export const newTransactionId = (world: World): string => newNumber(world, '4200002026', 28);
export const newPrepayId = (world: World): string =>
  `wx${beijingDigits(world.clock.now())}${randomBytes(10).toString('hex')}`;

const STATE_WORDS: Readonly<Record<Trade['state'], string>> = {
  NOTPAY: '订单未支付',
  SUCCESS: '支付成功',
  REFUND: '转入退款',
  CLOSED: '订单已关闭',
};
export const BANK_TYPE = 'OTHERS';

/** A single order as queries and notices tell it. */
export function tradeView(world: World, trade: Trade): object {
  const paid = isPaid(trade);
  return {
    appid: world.keys.appid,
    mchid: world.keys.mchid,
    out_trade_no: trade.outTradeNo,
    ...(paid && {
      transaction_id: trade.transactionId,
      trade_type: 'JSAPI',
      bank_type: BANK_TYPE,
      success_time: beijing(trade.paidAtMs),
    }),
    trade_state: trade.state,
    trade_state_desc: STATE_WORDS[trade.state],
    attach: trade.attach ?? '',
    payer: paid ? { openid: trade.openid } : {},
    amount: {
      total: trade.totalFen,
      ...(paid && { payer_total: trade.totalFen, payer_currency: 'CNY' }),
      currency: 'CNY',
    },
    promotion_detail: [],
  };
}

/** A combined order as queries and notices tell it. */
export function combineView(world: World, combineOutTradeNo: string, trades: readonly Trade[]): object {
  const isNative = prepayByTrade(world, 'combine', combineOutTradeNo)?.openid === '';
  return {
    combine_appid: world.keys.appid,
    combine_mchid: world.keys.mchid,
    combine_out_trade_no: combineOutTradeNo,
    sub_orders: trades.map((trade) => ({
      mchid: world.keys.mchid,
      ...(trade.subMchid !== null && { sub_mchid: trade.subMchid }),
      trade_type: isNative ? 'NATIVE' : 'JSAPI',
      trade_state: trade.state,
      attach: trade.attach ?? '',
      out_trade_no: trade.outTradeNo,
      amount: {
        total_amount: trade.totalFen,
        currency: 'CNY',
        ...(trade.paidAtMs !== null && { payer_amount: trade.totalFen, payer_currency: 'CNY' }),
      },
      ...(trade.paidAtMs !== null && {
        bank_type: BANK_TYPE,
        success_time: beijing(trade.paidAtMs),
        transaction_id: trade.transactionId,
      }),
    })),
    combine_payer_info: { openid: trades[0]?.openid },
  };
}
