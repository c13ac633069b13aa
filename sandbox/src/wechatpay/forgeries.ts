import { must } from '@heitu/kit/rules/checked';
import { randomBytes } from 'node:crypto';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { beijing, secondsOf } from '../times.ts';
import type { World } from '../world.ts';
import { envelopeOf, newNotice, NOTICE_HEADERS, paymentNotice, REFUNDED, standingOf } from './notices.ts';
import { refundNotice, type Refund } from './refunds.ts';
import { signedHeaders } from './signature.ts';
import { BANK_TYPE, prepayByTrade, tradeOfTransaction } from './trade.ts';

/** What somebody else would send to the platform's callback address. */
export const FORGERIES = [
  'bad-signature',
  'signtest',
  'wrong-serial',
  'stale-timestamp',
  'wrong-merchant',
  'wrong-amount',
  'wrong-order',
  'unknown-order',
  'refund-too-large',
] as const;
export type Forgery = (typeof FORGERIES)[number];

/** How each forgery is signed; those of wrong content are signed well. */
const FORGED_SIGNATURES: Readonly<Record<Forgery, (nowMs: number) => Parameters<typeof signedHeaders>[2]>> = {
  'bad-signature': () => ({ spoil: true }),
  signtest: () => ({ prefix: 'WECHATPAY/SIGNTEST/' }),
  'wrong-serial': () => ({ serial: 'PUB_KEY_ID_0000000000000000000000000000000000' }),
  'stale-timestamp': (nowMs) => ({ timestamp: secondsOf(nowMs - 10 * MINUTE_MS) }),
  'wrong-merchant': () => ({}),
  'wrong-amount': () => ({}),
  'wrong-order': () => ({}),
  'unknown-order': () => ({}),
  'refund-too-large': () => ({}),
};

/** A standing of either kind, as far as a forgery touches it. */
interface Standing {
  mchid?: string;
  amount?: { total: number };
  sub_orders?: SubStanding[];
}

interface SubStanding {
  out_trade_no: string;
  sub_mchid?: string;
  attach?: string;
  transaction_id?: string;
  success_time?: string;
  amount: { total_amount: number };
}

const inventedStanding = (world: World, outTradeNo: string): object => ({
  combine_appid: world.keys.appid,
  combine_out_trade_no: outTradeNo,
  combine_payer_info: { openid: 'oForged' },
  sub_orders: [
    {
      sub_mchid: must(world.keys.subMchids[0], 'a merchant'),
      attach: '',
      out_trade_no: `${outTradeNo}-1`,
      amount: { total_amount: 100 },
    },
  ] satisfies SubStanding[],
});

/** A standing that says "paid", whatever the truth, spoiled as the forgery asks. */
function forgedStanding(world: World, kind: Forgery, outTradeNo: string): object {
  const known =
    kind === 'unknown-order'
      ? undefined
      : (prepayByTrade(world, 'combine', outTradeNo) ?? prepayByTrade(world, 'single', outTradeNo));
  const base: Standing = known ? standingOf(world, known) : inventedStanding(world, outTradeNo);
  const invented = {
    transaction_id: `4200002026${String(randomBytes(6).readUIntBE(0, 6)).padStart(18, '0')}`,
    success_time: beijing(world.clock.now()),
    trade_type: 'JSAPI',
    bank_type: BANK_TYPE,
  };
  const mchid = kind === 'wrong-merchant' ? '1900000000' : world.keys.mchid;
  const wrongFen = kind === 'wrong-amount' ? 1 : 0;
  const currencies = { currency: 'CNY', payer_currency: 'CNY' };
  if (base.sub_orders) {
    const subOrders = base.sub_orders.map((order) => {
      const totalFen = order.amount.total_amount + wrongFen;
      return {
        ...invented,
        ...order,
        out_trade_no: kind === 'wrong-order' ? `${order.out_trade_no.slice(0, -1)}_` : order.out_trade_no,
        mchid,
        trade_state: 'SUCCESS',
        amount: { total_amount: totalFen, payer_amount: totalFen, ...currencies },
      };
    });
    return { ...base, combine_mchid: mchid, sub_orders: subOrders };
  }
  const totalFen = must(base.amount, 'the amount of a single order').total + wrongFen;
  return {
    ...invented,
    ...base,
    mchid,
    trade_state: 'SUCCESS',
    amount: { total: totalFen, payer_total: totalFen, ...currencies },
  };
}

/** More given back than was ever paid: of the newest refund of this order, or of one that was never asked for. */
function forgedRefund(world: World, outTradeNo: string): object {
  const refund = world.store.one<Refund>(
    'select r.* from refund r join trade t on t.transactionId = r.transactionId where t.combineOutTradeNo = ? order by r.createdAtMs desc limit 1',
    outTradeNo,
  );
  if (!refund)
    return {
      sp_mchid: world.keys.mchid,
      transaction_id: '4200002026000000000000000000',
      out_trade_no: outTradeNo,
      refund_id: '50300000000000000000000000',
      out_refund_no: 'R-NEVER-ASKED',
      refund_status: 'SUCCESS',
      amount: { total: 1, refund: 2 },
    };
  const trade = tradeOfTransaction(world, refund.transactionId);
  const { plain } = refundNotice(world, refund, trade);
  return {
    ...plain,
    amount: {
      total: trade.totalFen,
      refund: trade.totalFen + 1,
      payer_total: trade.totalFen,
      payer_refund: trade.totalFen + 1,
    },
  };
}

/** A false notice, ready to be sent. */
export function forge(
  world: World,
  kind: Forgery,
  outTradeNo: string,
): { headers: Record<string, string>; body: string } {
  const notice =
    kind === 'refund-too-large'
      ? newNotice(world, REFUNDED, forgedRefund(world, outTradeNo))
      : paymentNotice(world, forgedStanding(world, kind, outTradeNo));
  const body = envelopeOf(world, notice);
  return {
    headers: { ...NOTICE_HEADERS, ...signedHeaders(world, body, FORGED_SIGNATURES[kind](world.clock.now())) },
    body,
  };
}
