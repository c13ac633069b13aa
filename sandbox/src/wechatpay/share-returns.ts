import { fromJson } from '@heitu/kit/rules/typed-json';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { z } from 'zod';
import type { Answer, Call } from '../service.ts';
import { beijing } from '../times.ts';
import type { World } from '../world.ts';
import { available, balanceOf, frozen, move } from './money.ts';
import { refusal } from './refusals.ts';
import { shareByNumber, type Share, type ShareRail } from './shares.ts';
import { newNumber, tradeOfTransaction } from './trade.ts';

/** 分账回退: a receiver gives its part back. Only merchants can, within 180 days. */
const RETURN_WINDOW_MS = 180 * DAY_MS;
/** A receiver whose account is short may fill it up so long. */
const SHORT_MS_MAX = 5 * DAY_MS;

interface ShareReturn {
  outReturnNo: string;
  returnNo: string;
  outOrderNo: string;
  account: string;
  amountFen: number;
  description: string;
  result: 'SUCCESS' | 'PROCESSING' | 'FAILED';
  failReason: 'TIME_OUT_CLOSED' | null;
  createdAtMs: number;
}

const returning = z.object({
  sub_mchid: z.string().optional(),
  order_id: z.string().optional(),
  out_order_no: z.string().optional(),
  out_return_no: z.string().regex(/^[0-9A-Za-z_\-|*@]{1,64}$/),
  return_mchid: z.string(),
  amount: z.int().min(1),
  description: z.string().min(1).max(80),
});

function view(world: World, share: Share, back: ShareReturn): Answer {
  const shared = {
    order_id: share.orderId,
    out_order_no: share.outOrderNo,
    out_return_no: back.outReturnNo,
    return_mchid: back.account,
    amount: back.amountFen,
    result: back.result,
    ...(back.failReason && { fail_reason: back.failReason }),
    ...(back.result !== 'PROCESSING' && { finish_time: beijing(back.createdAtMs) }),
  };
  if (share.rail === 'normal')
    return {
      status: 200,
      body: {
        ...shared,
        return_id: back.returnNo,
        description: back.description,
        create_time: beijing(back.createdAtMs),
      },
    };
  return {
    status: 200,
    body: { sub_mchid: tradeOfTransaction(world, share.transactionId).subMchid, ...shared, return_no: back.returnNo },
  };
}

function namedShare(
  world: World,
  rail: ShareRail,
  names: { orderId?: string | undefined; outOrderNo?: string | undefined; subMchid?: string | undefined },
): Share | undefined {
  const share =
    names.orderId !== undefined
      ? world.store.one<Share>('select * from share where orderId = ?', names.orderId)
      : shareByNumber(world, names.outOrderNo ?? '');
  if (share?.rail !== rail) return undefined;
  return rail === 'normal' || tradeOfTransaction(world, share.transactionId).subMchid === names.subMchid
    ? share
    : undefined;
}

const returnByNumber = (world: World, outReturnNo: string): ShareReturn | undefined =>
  world.store.one('select * from shareReturn where outReturnNo = ?', outReturnNo);

/**
 * A receiver whose account is short is an error to the call, and PROCESSING to whoever asks: the same number may be
 * sent again for five days, and is closed then.
 */
function again(world: World, share: Share, back: ShareReturn): Answer {
  const now = closedIfLate(world, back);
  if (now.result !== 'PROCESSING') return view(world, share, now);
  if (balanceOf(world, available(now.account)) < now.amountFen)
    return { ...refusal('NOT_ENOUGH', '分账接收方余额不足，请充值后用原单号重试'), waits: true };
  const trade = tradeOfTransaction(world, share.transactionId);
  move(world, {
    payer: available(now.account),
    payee: trade.shareFinished ? available(trade.owner) : frozen(trade.owner),
    amountFen: now.amountFen,
    kind: 'share-return',
    transactionId: trade.transactionId,
    reference: now.returnNo,
  });
  return view(world, share, ended(world, now, 'SUCCESS', null));
}

const closedIfLate = (world: World, back: ShareReturn): ShareReturn =>
  back.result === 'PROCESSING' && world.clock.now() - back.createdAtMs > SHORT_MS_MAX
    ? ended(world, back, 'FAILED', 'TIME_OUT_CLOSED')
    : back;

function ended(
  world: World,
  back: ShareReturn,
  result: ShareReturn['result'],
  failReason: ShareReturn['failReason'],
): ShareReturn {
  world.store.run(
    'update shareReturn set result = ?, failReason = ? where outReturnNo = ?',
    result,
    failReason,
    back.outReturnNo,
  );
  return { ...back, result, failReason };
}

/** POST /v3/profitsharing/return-orders, POST /v3/ecommerce/profitsharing/returnorders */
export const returnShare =
  (rail: ShareRail) =>
  (world: World, call: Call): Answer => {
    const input = returning.parse(call.body);
    const share = namedShare(world, rail, {
      orderId: input.order_id,
      outOrderNo: input.out_order_no,
      subMchid: input.sub_mchid,
    });
    if (!share) return refusal('RESOURCE_NOT_EXISTS', '分账单不存在');
    const known = returnByNumber(world, input.out_return_no);
    if (known) {
      const same =
        known.outOrderNo === share.outOrderNo &&
        known.account === input.return_mchid &&
        known.amountFen === input.amount;
      if (!same) return refusal('INVALID_REQUEST', '请求重入时，参数与首次请求时不一致，请检查参数');
      return again(world, share, known);
    }
    const nowMs = world.clock.now();
    if (nowMs - share.createdAtMs > RETURN_WINDOW_MS) return refusal('INVALID_REQUEST', '分账回退已超过期限');
    const receivedFen = fromJson(share.receivers).reduce(
      (sum, each) =>
        sum +
        (each.type === 'MERCHANT_ID' && each.account === input.return_mchid && !each.failReason ? each.amountFen : 0),
      0,
    );
    const returnedFen = world.store.number(
      `select coalesce(sum(amountFen), 0) from shareReturn where outOrderNo = ? and account = ? and result = 'SUCCESS'`,
      share.outOrderNo,
      input.return_mchid,
    );
    if (returnedFen + input.amount > receivedFen)
      return refusal('INVALID_REQUEST', '回退金额大于该接收方剩余可回退金额');
    const back: ShareReturn = {
      outReturnNo: input.out_return_no,
      returnNo: newNumber(world, '30010', 28),
      outOrderNo: share.outOrderNo,
      account: input.return_mchid,
      amountFen: input.amount,
      description: input.description,
      result: 'PROCESSING',
      failReason: null,
      createdAtMs: nowMs,
    };
    world.store.insert('shareReturn', { ...back });
    return again(world, share, back);
  };

/** GET …/return-orders/{out_return_no}?out_order_no=, GET …/returnorders?sub_mchid=&out_order_no=&out_return_no= */
export const queryShareReturn =
  (rail: ShareRail) =>
  (world: World, call: Call): Answer => {
    const { sub_mchid: subMchid, order_id: orderId, out_order_no: outOrderNo } = call.query;
    const share = namedShare(world, rail, { orderId, outOrderNo, subMchid });
    const back = returnByNumber(world, call.params['no'] ?? call.query['out_return_no'] ?? '');
    return share && back?.outOrderNo === share.outOrderNo
      ? view(world, share, closedIfLate(world, back))
      : refusal('RESOURCE_NOT_EXISTS', '分账回退单不存在');
  };
