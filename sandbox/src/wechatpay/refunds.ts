import { DAY_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import { z } from 'zod';
import { part, type Answer, type Call } from '../service.ts';
import { beijing } from '../times.ts';
import type { World } from '../world.ts';
import { available, balanceOf, BANK, FEES, feeOf, frozen, frozenOf, move, PAYERS } from './money.ts';
import { decryptSensitive } from './signature.ts';
import { newNotice, notify, REFUND_BOUNCED, REFUNDED, type Notice } from './notices.ts';
import { asSaid, EVENTS, inWords, keepWord, SELLER_ACCOUNT, type RefundWord } from './refund-words.ts';
import { refusal } from './refusals.ts';
import { newNumber, tradeByTransaction, tradeOfTransaction, isPaid, tradeOf, type PaidTrade } from './trade.ts';

/** The bank takes this long; until then a refund is PROCESSING. */
export const REFUND_MS = SECOND_MS;
const REFUND_WINDOW_MS = 365 * DAY_MS;
const USER_ACCOUNT = '支付用户零钱';
/** Debit cards that an abnormal refund can go to. */
const BANKS = [
  'ICBC_DEBIT',
  'ABC_DEBIT',
  'BOC_DEBIT',
  'CCB_DEBIT',
  'COMM_DEBIT',
  'PSBC_DEBIT',
  'CMB_DEBIT',
  'CITIC_DEBIT',
  'CEB_DEBIT',
  'CMBC_DEBIT',
  'SPDB_DEBIT',
  'CIB_DEBIT',
  'GDB_DEBIT',
  'PAB_DEBIT',
  'NBCB_DEBIT',
] as const;

export type RefundRail = 'domestic' | 'ecommerce';

export interface Refund {
  outRefundNo: string;
  refundId: string;
  transactionId: string;
  rail: RefundRail;
  refundFen: number;
  /** The part of the fee that WeChat Pay gives back to the seller. */
  feeBackFen: number;
  /** What the platform laid out for the seller. */
  advanceFen: number;
  reason: string | null;
  notifyUrl: string | null;
  account: 'REFUND_SOURCE_SUB_MERCHANT' | 'REFUND_SOURCE_PARTNER_ADVANCE';
  createdAtMs: number;
  finishesAtMs: number;
}

const common = {
  transaction_id: z.string().optional(),
  out_trade_no: z.string().optional(),
  out_refund_no: z.string().regex(/^[0-9A-Za-z_\-|*@]{1,64}$/),
  reason: z.string().max(80).optional(),
  notify_url: z.url().max(256).optional(),
  amount: z.object({ refund: z.int().min(1), total: z.int().min(1), currency: z.literal('CNY').optional() }),
};
const domestic = z.object({ ...common, sub_mchid: z.string().optional() });
const ecommerce = z.object({
  ...common,
  sub_mchid: z.string(),
  sp_appid: z.string(),
  refund_account: z
    .enum(['REFUND_SOURCE_SUB_MERCHANT', 'REFUND_SOURCE_PARTNER_ADVANCE'])
    .default('REFUND_SOURCE_SUB_MERCHANT'),
});

const refundByNumber = (world: World, outRefundNo: string): Refund | undefined =>
  world.store.one('select * from refund where outRefundNo = ?', outRefundNo);
export const refundById = (world: World, refundId: string): Refund | undefined =>
  world.store.one('select * from refund where refundId = ?', refundId);

export const refundedFenOf = (world: World, { transactionId }: PaidTrade): number =>
  world.store.number('select coalesce(sum(refundFen), 0) from refund where transactionId = ?', transactionId);

/**
 * `abnormal`: the payer's bank takes no refund, until it is redirected; `kept`: nor may it go to the seller's bank,
 * which the provider's page does not promise for each refund.
 */
export const REFUND_MODES = ['normal', 'abnormal', 'kept'] as const;
const bounces = (world: World): boolean => ['abnormal', 'kept'].includes(world.store.setting('refundMode') ?? '');
const keeps = (world: World): boolean => world.store.setting('refundMode') === 'kept';
/** What became of one that did not get through: nothing yet, or where it goes instead. */
export interface Detour {
  outRefundNo: string;
  state: 'abnormal' | 'redirected';
  receiver: string;
}
export const detourOf = (world: World, { outRefundNo }: Refund): Detour | undefined =>
  world.store.one('select * from refundDetour where outRefundNo = ?', outRefundNo);

export function refundStatusOf(world: World, refund: Refund): 'SUCCESS' | 'PROCESSING' | 'ABNORMAL' {
  if (refund.finishesAtMs > world.clock.now()) return 'PROCESSING';
  return detourOf(world, refund)?.state === 'abnormal' ? 'ABNORMAL' : 'SUCCESS';
}
const receiverOf = (world: World, refund: Refund): string => detourOf(world, refund)?.receiver ?? USER_ACCOUNT;

export function refundView(world: World, refund: Refund): object {
  const trade = tradeOfTransaction(world, refund.transactionId);
  const status = refundStatusOf(world, refund);
  const shared = {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: refund.transactionId,
    out_trade_no: trade.outTradeNo,
    channel: 'ORIGINAL',
    user_received_account: receiverOf(world, refund),
    create_time: beijing(refund.createdAtMs),
    ...(status === 'SUCCESS' && { success_time: beijing(refund.finishesAtMs) }),
    status,
    funds_account: 'AVAILABLE',
    promotion_detail: [],
  };
  // Which of the merchant's accounts paid, and how much of it: all from the one that funds_account names.
  const from = [{ account: 'AVAILABLE', amount: refund.refundFen }];
  const amount = {
    refund: refund.refundFen,
    payer_refund: refund.refundFen,
    discount_refund: 0,
    currency: 'CNY',
    from,
  };
  if (refund.rail === 'ecommerce')
    return asSaid(world, refund.outRefundNo, {
      ...shared,
      amount: { ...amount, advance: refund.advanceFen },
      refund_account: refund.account,
    });
  const settled = {
    total: trade.totalFen,
    payer_total: trade.totalFen,
    settlement_total: trade.totalFen,
    settlement_refund: refund.refundFen,
    refund_fee: refund.feeBackFen,
  };
  return asSaid(world, refund.outRefundNo, { ...shared, amount: { ...amount, ...settled } });
}

/** POST /v3/refund/domestic/refunds. https://pay.weixin.qq.com/doc/v3/merchant/4012791862 */
export function refundDomestic(world: World, call: Call): Answer {
  const input = domestic.parse(call.body);
  return request(world, 'domestic', { ...input, refund_account: 'REFUND_SOURCE_SUB_MERCHANT' });
}

/** POST /v3/ecommerce/refunds/apply. https://pay.weixin.qq.com/doc/v3/partner/4012476892 */
export function refundEcommerce(world: World, call: Call): Answer {
  const input = ecommerce.parse(call.body);
  if (input.sp_appid !== world.keys.appid) return refusal('PARAM_ERROR', 'sp_appid和电商平台不匹配');
  return request(world, 'ecommerce', input);
}

/** From whose account a refund is paid, and what is in it. */
function purseFor(world: World, trade: PaidTrade, refundAccount: Refund['account']) {
  const advanced = refundAccount === 'REFUND_SOURCE_PARTNER_ADVANCE';
  const source = advanced
    ? available(world.keys.mchid)
    : trade.profitSharing && !trade.shareFinished
      ? frozen(trade.owner)
      : available(trade.owner);
  const haveFen =
    trade.profitSharing && !trade.shareFinished && !advanced
      ? frozenOf(world, trade.owner, trade.transactionId)
      : balanceOf(world, source);
  return { source, haveFen, advanced };
}

function payBack(world: World, trade: PaidTrade, refund: Refund, source: string): void {
  const advanced = refund.account === 'REFUND_SOURCE_PARTNER_ADVANCE';
  const { refundFen, feeBackFen } = refund;
  const reference = { transactionId: trade.transactionId, reference: refund.refundId };
  move(world, {
    payer: FEES,
    payee: advanced ? available(trade.owner) : source,
    amountFen: feeBackFen,
    kind: 'fee-back',
    ...reference,
  });
  move(world, {
    payer: source,
    payee: PAYERS,
    amountFen: refundFen,
    kind: advanced ? 'advance' : 'refund',
    ...reference,
  });
}

/** It is taken from whoever pays it, and its payer's bank sends it back. */
function bounce(world: World, { outRefundNo }: Refund): void {
  world.store.run(
    `insert into refundDetour (outRefundNo, state, receiver) values (?, 'abnormal', ?)
      on conflict (outRefundNo) do update set state = 'abnormal', receiver = excluded.receiver`,
    outRefundNo,
    USER_ACCOUNT,
  );
}

const redirection = z.discriminatedUnion('type', [
  z.object({ sub_mchid: z.string(), out_refund_no: z.string(), type: z.literal('MERCHANT_BANK_CARD') }),
  z.object({
    sub_mchid: z.string(),
    out_refund_no: z.string(),
    type: z.literal('USER_BANK_CARD'),
    bank_type: z.enum(BANKS),
    bank_account: z.string(),
    real_name: z.string(),
  }),
]);

/** POST /v3/ecommerce/refunds/{refund_id}/apply-abnormal-refund. https://pay.weixin.qq.com/doc/v3/partner/4015181616 */
export function redirectRefund(world: World, call: Call): Answer {
  const input = redirection.parse(call.body);
  const refund = refundById(world, part(call, 'id'));
  const trade = refund && tradeOfTransaction(world, refund.transactionId);
  if (!trade || trade.subMchid !== input.sub_mchid || refund.outRefundNo !== input.out_refund_no)
    return refusal('RESOURCE_NOT_EXISTS', '退款单不存在');
  if (refundStatusOf(world, refund) !== 'ABNORMAL') return refusal('INVALID_REQUEST', '退款单不是异常状态');
  if (input.type === 'MERCHANT_BANK_CARD' && keeps(world))
    return refusal('INVALID_REQUEST', '该退款单不支持退至交易商户银行账户');
  let receiver = SELLER_ACCOUNT;
  if (input.type === 'USER_BANK_CARD') {
    const serial = call.headers['wechatpay-serial'];
    const card = decryptSensitive(world, input.bank_account, serial);
    if (!card || !decryptSensitive(world, input.real_name, serial) || !/^\d{12,19}$/.test(card))
      return refusal('PARAM_ERROR', '敏感字段解密失败');
    receiver = `${input.bank_type}(${card.slice(-4)})`;
  }
  const redirected = { ...refund, finishesAtMs: world.clock.now() + REFUND_MS };
  world.store.run(
    'update refund set finishesAtMs = ? where outRefundNo = ?',
    redirected.finishesAtMs,
    refund.outRefundNo,
  );
  world.store.run(
    `update refundDetour set state = 'redirected', receiver = ? where outRefundNo = ?`,
    receiver,
    refund.outRefundNo,
  );
  if (receiver === SELLER_ACCOUNT)
    move(world, {
      payer: PAYERS,
      payee: BANK,
      amountFen: refund.refundFen,
      kind: 'refund-returned',
      transactionId: refund.transactionId,
      reference: refund.refundId,
    });
  else if (bounces(world)) bounce(world, refund);
  if (refund.notifyUrl)
    notify(world, refund.notifyUrl, refundNotice(world, redirected, trade), redirected.finishesAtMs);
  return { status: 200, body: refundView(world, redirected) };
}

function request(
  world: World,
  rail: RefundRail,
  input: z.infer<typeof domestic> & { refund_account: Refund['account'] },
): Answer {
  const { store } = world;
  const nowMs = world.clock.now();
  if (input.transaction_id === undefined && input.out_trade_no === undefined)
    return refusal('PARAM_ERROR', 'transaction_id和out_trade_no必须二选一');
  const trade =
    input.transaction_id === undefined
      ? tradeOf(world, input.out_trade_no ?? '')
      : tradeByTransaction(world, input.transaction_id);
  if (!trade || !isPaid(trade)) return refusal('RESOURCE_NOT_EXISTS', '订单不存在');
  if ((input.sub_mchid ?? null) !== trade.subMchid) return refusal('PARAM_ERROR', '二级商户号与原订单不一致');

  const known = refundByNumber(world, input.out_refund_no);
  if (known) {
    const same =
      known.transactionId === trade.transactionId &&
      known.refundFen === input.amount.refund &&
      known.account === input.refund_account;
    return same
      ? { status: 200, body: refundView(world, known) }
      : refusal('INVALID_REQUEST', '订单金额或退款金额与之前请求不一致，请核实后再试');
  }
  if (input.amount.total !== trade.totalFen) return refusal('INVALID_REQUEST', '原订单金额不一致');
  if (nowMs - trade.paidAtMs > REFUND_WINDOW_MS) return refusal('INVALID_REQUEST', '订单已超过可退款的最大期限');
  const refundedFen = refundedFenOf(world, trade);
  const refundFen = input.amount.refund;
  if (refundedFen + refundFen > trade.totalFen) return refusal('INVALID_REQUEST', '申请退款金额大于订单剩余可退金额');

  // The fee is given back so that what was kept is always the fee of what is left: partial refunds then end at exactly
  // zero.
  const feeBackFen = feeOf(trade.totalFen - refundedFen) - feeOf(trade.totalFen - refundedFen - refundFen);
  const { source, haveFen, advanced } = purseFor(world, trade, input.refund_account);
  if (haveFen + (advanced ? 0 : feeBackFen) < refundFen) return refusal('NOT_ENOUGH');

  const refund: Refund = {
    outRefundNo: input.out_refund_no,
    refundId: newNumber(world, '50300', 28),
    transactionId: trade.transactionId,
    rail,
    refundFen,
    feeBackFen,
    advanceFen: advanced ? refundFen : 0,
    reason: input.reason ?? null,
    notifyUrl: input.notify_url ?? null,
    account: input.refund_account,
    createdAtMs: nowMs,
    finishesAtMs: nowMs + REFUND_MS,
  };
  store.insert('refund', { ...refund });
  if (bounces(world)) bounce(world, refund);
  payBack(world, trade, refund, source);
  store.run(`update trade set state = 'REFUND' where outTradeNo = ?`, trade.outTradeNo);
  if (refund.notifyUrl) notify(world, refund.notifyUrl, refundNotice(world, refund, trade), refund.finishesAtMs);
  return { status: 200, body: refundView(world, refund) };
}

export function refundNotice(world: World, refund: Refund, trade: PaidTrade): Notice {
  const { mchid } = world.keys;
  const isBounced = detourOf(world, refund)?.state === 'abnormal';
  return newNotice(world, isBounced ? REFUND_BOUNCED : REFUNDED, {
    ...(refund.rail === 'ecommerce'
      ? { sp_mchid: mchid, sub_mchid: trade.subMchid, refund_account: refund.account }
      : { mchid }),
    transaction_id: refund.transactionId,
    out_trade_no: trade.outTradeNo,
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    refund_status: isBounced ? 'ABNORMAL' : 'SUCCESS',
    ...(!isBounced && { success_time: beijing(refund.finishesAtMs) }),
    user_received_account: receiverOf(world, refund),
    amount: {
      total: trade.totalFen,
      refund: refund.refundFen,
      payer_total: trade.totalFen,
      payer_refund: refund.refundFen,
    },
  });
}

const viewOrMissing = (world: World, refund: Refund | undefined, rail: RefundRail, call: Call): Answer => {
  const ours =
    refund?.rail === rail &&
    (rail === 'domestic' || call.query['sub_mchid'] === tradeOfTransaction(world, refund.transactionId).subMchid);
  return ours ? { status: 200, body: refundView(world, refund) } : refusal('RESOURCE_NOT_EXISTS', '退款单不存在');
};

/** GET …/refunds/{out_refund_no}, …/out-refund-no/{out_refund_no}?sub_mchid= */
export const queryRefund =
  (rail: RefundRail) =>
  (world: World, call: Call): Answer =>
    viewOrMissing(world, refundByNumber(world, part(call, 'no')), rail, call);
/** GET …/refunds/id/{refund_id}?sub_mchid= */
export const queryRefundById = (world: World, call: Call): Answer =>
  viewOrMissing(world, refundById(world, part(call, 'id')), 'ecommerce', call);

/** Says this of a refund, whatever has become of it: answers null where there is none of that number. */
export function sayOfRefund(world: World, word: RefundWord): object | null {
  const refund = refundByNumber(world, word.outRefundNo);
  if (!refund) return null;
  const { status, says, receiver, refundFen = null } = word;
  if (says !== 'notice') keepWord(world, word);
  if (says !== 'query' && status !== 'PROCESSING' && refund.notifyUrl) {
    const { plain } = refundNotice(world, refund, tradeOfTransaction(world, refund.transactionId));
    const shown = { amount: {}, user_received_account: USER_ACCOUNT, ...plain };
    const said = { ...inWords(world, shown, { status, receiver, refundFen }), refund_status: status };
    notify(world, refund.notifyUrl, newNotice(world, EVENTS[status], said));
  }
  return refundView(world, refund);
}
