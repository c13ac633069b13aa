import { randomBytes } from 'node:crypto';
import { MINUTE_MS } from '@heitu/kit/clock';
import { beijing, secondsOf } from '../times.ts';
import type { World } from '../world.ts';
import { envelopeOf, NOTICE_HEADERS, paymentNotice, standingOf } from './notices.ts';
import { signedHeaders } from './signature.ts';
import { BANK_TYPE, prepayByTrade } from './trade.ts';

/** What somebody else would send to the platform's callback address. */
export const FORGERIES = ['bad-signature', 'signtest', 'wrong-serial', 'stale-timestamp', 'wrong-merchant', 'wrong-amount', 'unknown-order'] as const;
export type Forgery = (typeof FORGERIES)[number];

/** How each forgery is signed; those of wrong content are signed well. */
const FORGED_SIGNATURES: Readonly<Record<Forgery, (nowMs: number) => Parameters<typeof signedHeaders>[2]>> = {
  'bad-signature': () => ({ spoil: true }),
  signtest: () => ({ prefix: 'WECHATPAY/SIGNTEST/' }),
  'wrong-serial': () => ({ serial: 'PUB_KEY_ID_0000000000000000000000000000000000' }),
  'stale-timestamp': (nowMs) => ({ timestamp: secondsOf(nowMs - 10 * MINUTE_MS) }),
  'wrong-merchant': () => ({}),
  'wrong-amount': () => ({}),
  'unknown-order': () => ({}),
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
  sub_orders: [{ sub_mchid: world.keys.subMchids[0]!, attach: '', out_trade_no: `${outTradeNo}-1`, amount: { total_amount: 100 } }] satisfies SubStanding[],
});

/** A standing that says "paid", whatever the truth, spoiled as the forgery asks. */
function forgedStanding(world: World, kind: Forgery, outTradeNo: string): object {
  const known = kind === 'unknown-order' ? undefined : (prepayByTrade(world, 'combine', outTradeNo) ?? prepayByTrade(world, 'single', outTradeNo));
  const base: Standing = known ? standingOf(world, known) : inventedStanding(world, outTradeNo);
  const invented = { transaction_id: `4200002026${String(randomBytes(6).readUIntBE(0, 6)).padStart(18, '0')}`, success_time: beijing(world.clock.now()), trade_type: 'JSAPI', bank_type: BANK_TYPE };
  const mchid = kind === 'wrong-merchant' ? '1900000000' : world.keys.mchid;
  const wrongFen = kind === 'wrong-amount' ? 1 : 0;
  const currencies = { currency: 'CNY', payer_currency: 'CNY' };
  if (base.sub_orders) {
    const subOrders = base.sub_orders.map((order) => {
      const totalFen = order.amount.total_amount + wrongFen;
      return { ...invented, ...order, mchid, trade_state: 'SUCCESS', amount: { total_amount: totalFen, payer_amount: totalFen, ...currencies } };
    });
    return { ...base, combine_mchid: mchid, sub_orders: subOrders };
  }
  const totalFen = base.amount!.total + wrongFen;
  return { ...invented, ...base, mchid, trade_state: 'SUCCESS', amount: { total: totalFen, payer_total: totalFen, ...currencies } };
}

/** A false payment notice, ready to be sent. */
export function forge(world: World, kind: Forgery, outTradeNo: string): { headers: Record<string, string>; body: string } {
  const body = envelopeOf(world, paymentNotice(world, forgedStanding(world, kind, outTradeNo)));
  return { headers: { ...NOTICE_HEADERS, ...signedHeaders(world, body, FORGED_SIGNATURES[kind](world.clock.now())) }, body };
}
