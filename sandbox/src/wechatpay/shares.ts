import { fromJson, toJson, type Json } from '@heitu/kit/rules/typed-json';
import { MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import { z } from 'zod';
import { part, type Answer, type Call } from '../service.ts';
import { beijing } from '../times.ts';
import type { World } from '../world.ts';
import { available, frozen, frozenOf, move } from './money.ts';
import { unfreeze } from './pay.ts';
import { refusal } from './refusals.ts';
import { decryptSensitive } from './signature.ts';
import { newNumber, tradeByTransaction, tradeOfTransaction, type PaidTrade } from './trade.ts';

/**
 * 分账 on its two rails, which do not mix. https://pay.weixin.qq.com/doc/v3/merchant/4012067962 (normal),
 * partner/4012476799 (收付通)
 */
export type ShareRail = 'normal' | 'ecommerce';
const WRONG_RAIL: Readonly<Record<ShareRail, string>> = {
  normal: '电商商户不允许调用非电商分账API',
  ecommerce: '非电商商户暂不支持调用此API',
};

const SHARE_MS = SECOND_MS;
const AFTER_PAYMENT_MS_MIN = MINUTE_MS;
const RECEIVERS_MAX = 50;
const SHARES_PER_TRADE_MAX = 50;
/** This much of what can be split of an order may be given away unless it was agreed otherwise. */
const SHARED_PERCENT_MAX = 30;

const RELATIONS: Readonly<Record<ShareRail, readonly string[]>> = {
  normal: [
    'SERVICE_PROVIDER',
    'STORE',
    'STAFF',
    'STORE_OWNER',
    'PARTNER',
    'HEADQUARTER',
    'BRAND',
    'DISTRIBUTOR',
    'USER',
    'SUPPLIER',
    'CUSTOM',
  ],
  ecommerce: ['SUPPLIER', 'DISTRIBUTOR', 'SERVICE_PROVIDER', 'PLATFORM', 'OTHERS'],
};
const receiverType = z.enum(['MERCHANT_ID', 'PERSONAL_OPENID', 'PERSONAL_SUB_OPENID']);

export interface ShareReceiver {
  type: z.infer<typeof receiverType>;
  account: string;
  amountFen: number;
  description: string;
  /** Decided at once, told once the share is finished. */
  failReason: 'NO_RELATION' | null;
  detailId: string;
}

export interface Share {
  outOrderNo: string;
  orderId: string;
  rail: ShareRail;
  kind: 'share' | 'finish';
  transactionId: string;
  request: string;
  receivers: Json<ShareReceiver[]>;
  description: string | null;
  finishFen: number;
  createdAtMs: number;
  finishesAtMs: number;
}

const registration = z.object({
  appid: z.string(),
  type: receiverType,
  account: z.string().min(1).max(64),
  name: z.string().optional(),
  encrypted_name: z.string().optional(),
  relation_type: z.string(),
  custom_relation: z.string().max(10).optional(),
});

/**
 * POST …/profitsharing/receivers/add: repeating it is fine. Names of the normal rail, and encrypted_name of the other,
 * must be encrypted for the present key.
 */
export const addReceiver =
  (rail: ShareRail) =>
  (world: World, call: Call): Answer => {
    const input = registration.parse(call.body);
    if (input.appid !== world.keys.appid) return refusal('PARAM_ERROR', 'appid和mchid不匹配');
    if (!RELATIONS[rail].includes(input.relation_type)) return refusal('PARAM_ERROR', 'relation_type取值有误');
    const secret = rail === 'normal' ? input.name : input.encrypted_name;
    if (secret !== undefined && decryptSensitive(world, secret, call.headers['wechatpay-serial']) === null)
      return refusal('PARAM_ERROR', '敏感字段解密失败，请检查Wechatpay-Serial');
    if (rail === 'normal' && input.type === 'MERCHANT_ID' && secret === undefined)
      return refusal('PARAM_ERROR', '商户类型的接收方必须填写全称');
    world.store.run(
      'insert into receiver (rail, type, account, relation) values (?, ?, ?, ?) on conflict do update set relation = excluded.relation',
      rail,
      input.type,
      input.account,
      input.relation_type,
    );
    return {
      status: 200,
      body: {
        type: input.type,
        account: input.account,
        ...(rail === 'normal' && { relation_type: input.relation_type, ...(secret !== undefined && { name: secret }) }),
      },
    };
  };

/** POST …/profitsharing/receivers/delete */
export const deleteReceiver =
  (rail: ShareRail) =>
  (world: World, call: Call): Answer => {
    const input = z.object({ type: receiverType, account: z.string() }).parse(call.body);
    world.store.run(
      'delete from receiver where rail = ? and type = ? and account = ?',
      rail,
      input.type,
      input.account,
    );
    return { status: 200, body: { type: input.type, account: input.account } };
  };

const outOrderNo = z.string().regex(/^[0-9A-Za-z_\-|*@]{1,64}$/);
const receiver = z.object({ type: receiverType, amount: z.int().min(1), description: z.string().min(1).max(80) });
const normalShare = z.object({
  transaction_id: z.string(),
  out_order_no: outOrderNo,
  receivers: z
    .array(receiver.extend({ account: z.string() }))
    .max(RECEIVERS_MAX)
    .default([]),
  unfreeze_unsplit: z.boolean(),
});
const ecommerceShare = z.object({
  appid: z.string(),
  sub_mchid: z.string(),
  transaction_id: z.string(),
  out_order_no: outOrderNo,
  receivers: z
    .array(receiver.extend({ receiver_account: z.string() }))
    .max(RECEIVERS_MAX)
    .default([]),
  finish: z.boolean(),
});
const finishing = z.object({
  sub_mchid: z.string().optional(),
  transaction_id: z.string(),
  out_order_no: outOrderNo,
  description: z.string().min(1).max(80),
});

export const shareByNumber = (world: World, number: string): Share | undefined =>
  world.store.one('select * from share where outOrderNo = ?', number);

/** The payment to divide, or why not. */
function divisible(world: World, rail: ShareRail, transactionId: string, subMchid: string | null): PaidTrade | Answer {
  const trade = tradeByTransaction(world, transactionId);
  if (!trade) return refusal('RESOURCE_NOT_EXISTS', '微信支付订单不存在');
  if ((trade.subMchid !== null) !== (rail === 'ecommerce')) return refusal('NO_AUTH', WRONG_RAIL[rail]);
  if (trade.subMchid !== subMchid) return refusal('PARAM_ERROR', '二级商户号与原订单不一致');
  if (!trade.profitSharing) return refusal('NOT_SHARE_ORDER');
  if (world.clock.now() - trade.paidAtMs < AFTER_PAYMENT_MS_MIN)
    return refusal('INVALID_REQUEST', '订单处理中，暂时无法分账，请稍后再试');
  return trade;
}

interface ShareInput {
  outOrderNo: string;
  receivers: Pick<ShareReceiver, 'type' | 'account' | 'amountFen' | 'description'>[];
  finish: boolean;
  description: string | null;
}

/** FINISHED does not mean paid: who was never added as a receiver gets nothing, and only its own line says so. */
function paidTo(
  world: World,
  rail: ShareRail,
  trade: PaidTrade,
  each: ShareInput['receivers'][number],
  orderId: string,
): ShareReceiver {
  const related = world.store.one(
    'select 1 from receiver where rail = ? and type = ? and account = ?',
    rail,
    each.type,
    each.account,
  );
  if (related)
    move(world, {
      payer: frozen(trade.owner),
      payee: available(each.account),
      amountFen: each.amountFen,
      kind: 'share',
      transactionId: trade.transactionId,
      reference: orderId,
    });
  return { ...each, failReason: related ? null : 'NO_RELATION', detailId: newNumber(world, '36011', 28) };
}

function divide(
  world: World,
  rail: ShareRail,
  kind: Share['kind'],
  trade: PaidTrade,
  input: ShareInput,
): Share | Answer {
  const request = JSON.stringify(input);
  const known = shareByNumber(world, input.outOrderNo);
  if (known)
    return known.rail === rail && known.transactionId === trade.transactionId && known.request === request
      ? known
      : refusal('INVALID_REQUEST', '请求重入时，参数与首次请求时不一致，请检查参数');
  if (trade.shareFinished) return refusal('INVALID_REQUEST', '分账订单已完结');
  const earlier = sharesOf(world, trade.transactionId);
  if (earlier.length >= SHARES_PER_TRADE_MAX) return refusal('RULE_LIMIT', '单个订单分账次数超过限制');
  const sumFen = input.receivers.reduce((sum, { amountFen }) => sum + amountFen, 0);
  if (sumFen > frozenOf(world, trade.owner, trade.transactionId))
    return refusal('NOT_ENOUGH', '分账金额大于订单剩余可分金额');
  const sharedFen = earlier
    .flatMap(({ receivers }) => fromJson(receivers))
    .reduce((sum, { amountFen, failReason }) => sum + (failReason ? 0 : amountFen), 0);
  // On this rail the provider's own fee and what was refunded count no more.
  const splittableFen =
    rail === 'normal' ? trade.totalFen : frozenOf(world, trade.owner, trade.transactionId) + sharedFen;
  if ((sharedFen + sumFen) * 100 > splittableFen * SHARED_PERCENT_MAX)
    return refusal('RULE_LIMIT', '分账金额超过最大分账比例');

  const nowMs = world.clock.now();
  const orderId = newNumber(world, '30000', 28);
  const receivers = input.receivers.map((each) => paidTo(world, rail, trade, each, orderId));
  const finishFen = input.finish ? unfreeze(world, trade.transactionId, orderId) : 0;
  const share: Share = {
    outOrderNo: input.outOrderNo,
    orderId,
    rail,
    kind,
    request,
    finishFen,
    transactionId: trade.transactionId,
    receivers: toJson(receivers),
    description: input.description,
    createdAtMs: nowMs,
    finishesAtMs: nowMs + SHARE_MS,
  };
  world.store.insert('share', { ...share });
  return share;
}

const sharesOf = (world: World, transactionId: string): Share[] =>
  world.store.all('select * from share where transactionId = ?', transactionId);

function receiverStanding(share: Share, done: boolean, each: ShareReceiver) {
  return {
    amount: each.amountFen,
    description: each.description,
    type: each.type,
    result: !done ? 'PENDING' : each.failReason ? 'CLOSED' : 'SUCCESS',
    ...(done && each.failReason && { fail_reason: each.failReason }),
    detail_id: each.detailId,
    create_time: beijing(share.createdAtMs),
    ...(done && { finish_time: beijing(share.finishesAtMs) }),
  };
}

function shareView(world: World, share: Share): Answer {
  const done = share.finishesAtMs <= world.clock.now();
  const state = done ? 'FINISHED' : 'PROCESSING';
  const ids = { transaction_id: share.transactionId, out_order_no: share.outOrderNo, order_id: share.orderId };
  const receivers = fromJson(share.receivers);
  if (share.rail === 'normal')
    return {
      status: 200,
      body: {
        ...ids,
        state,
        receivers: receivers.map((each) => ({ ...receiverStanding(share, done, each), account: each.account })),
      },
    };
  return {
    status: 200,
    body: {
      sub_mchid: tradeOfTransaction(world, share.transactionId).subMchid,
      ...ids,
      status: state,
      receivers: receivers.map((each) => ({
        ...receiverStanding(share, done, each),
        receiver_account: each.account,
        ...(each.type === 'MERCHANT_ID' && { receiver_mchid: each.account }),
      })),
      ...(share.kind === 'finish' && { finish_amount: share.finishFen, finish_description: share.description }),
    },
  };
}

const viewOrRefusal = (world: World, result: Share | Answer): Answer =>
  'status' in result ? result : shareView(world, result);

/** POST /v3/profitsharing/orders */
export function shareNormal(world: World, call: Call): Answer {
  const input = normalShare.parse(call.body);
  const trade = divisible(world, 'normal', input.transaction_id, null);
  if ('status' in trade) return trade;
  const receivers = input.receivers.map(({ type, account, amount, description }) => ({
    type,
    account,
    amountFen: amount,
    description,
  }));
  return viewOrRefusal(
    world,
    divide(world, 'normal', 'share', trade, {
      outOrderNo: input.out_order_no,
      receivers,
      finish: input.unfreeze_unsplit,
      description: null,
    }),
  );
}

/** POST /v3/ecommerce/profitsharing/orders */
export function shareEcommerce(world: World, call: Call): Answer {
  const input = ecommerceShare.parse(call.body);
  if (input.appid !== world.keys.appid) return refusal('PARAM_ERROR', 'appid和mchid不匹配');
  const trade = divisible(world, 'ecommerce', input.transaction_id, input.sub_mchid);
  if ('status' in trade) return trade;
  const receivers = input.receivers.map(({ type, receiver_account: account, amount, description }) => ({
    type,
    account,
    amountFen: amount,
    description,
  }));
  return viewOrRefusal(
    world,
    divide(world, 'ecommerce', 'share', trade, {
      outOrderNo: input.out_order_no,
      receivers,
      finish: input.finish,
      description: null,
    }),
  );
}

/** POST /v3/profitsharing/orders/unfreeze, POST /v3/ecommerce/profitsharing/finish-order */
export const finish =
  (rail: ShareRail) =>
  (world: World, call: Call): Answer => {
    const input = finishing.parse(call.body);
    const trade = divisible(world, rail, input.transaction_id, input.sub_mchid ?? null);
    if ('status' in trade) return trade;
    return viewOrRefusal(
      world,
      divide(world, rail, 'finish', trade, {
        outOrderNo: input.out_order_no,
        receivers: [],
        finish: true,
        description: input.description,
      }),
    );
  };

const named = (
  world: World,
  rail: ShareRail,
  number: string | undefined,
  transactionId: string | undefined,
): Answer => {
  const share = shareByNumber(world, number ?? '');
  return share && share.rail === rail && share.transactionId === transactionId
    ? shareView(world, share)
    : refusal('RESOURCE_NOT_EXISTS', '分账单不存在');
};

/** GET /v3/profitsharing/orders/{out_order_no}?transaction_id= */
export const queryNormalShare = (world: World, call: Call): Answer =>
  named(world, 'normal', call.params['no'], call.query['transaction_id']);
/** GET /v3/ecommerce/profitsharing/orders?sub_mchid=&transaction_id=&out_order_no= */
export function queryEcommerceShare(world: World, call: Call): Answer {
  const { sub_mchid: subMchid, transaction_id: transactionId, out_order_no: number } = call.query;
  const trade = tradeByTransaction(world, transactionId ?? '');
  return trade && trade.subMchid === subMchid
    ? named(world, 'ecommerce', number, transactionId)
    : refusal('RESOURCE_NOT_EXISTS', '分账单不存在');
}

/** GET …/profitsharing/transactions/{id}/amounts, …/ecommerce/profitsharing/orders/{id}/amounts */
export function queryUnsplit(world: World, call: Call): Answer {
  const trade = tradeByTransaction(world, part(call, 'id'));
  if (!trade) return refusal('RESOURCE_NOT_EXISTS', '微信支付订单不存在');
  return {
    status: 200,
    body: { transaction_id: trade.transactionId, unsplit_amount: frozenOf(world, trade.owner, trade.transactionId) },
  };
}
