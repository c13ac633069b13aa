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

interface ShareReturn {
  outReturnNo: string;
  returnNo: string;
  outOrderNo: string;
  account: string;
  amountFen: number;
  description: string;
  result: 'SUCCESS' | 'FAILED';
  failReason: 'BALANCE_NOT_ENOUGH' | null;
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
    finish_time: beijing(back.createdAtMs),
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
      return same
        ? view(world, share, known)
        : refusal('INVALID_REQUEST', '请求重入时，参数与首次请求时不一致，请检查参数');
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
    const enough = balanceOf(world, available(input.return_mchid)) >= input.amount;
    const back: ShareReturn = {
      outReturnNo: input.out_return_no,
      returnNo: newNumber(world, '30010', 28),
      outOrderNo: share.outOrderNo,
      account: input.return_mchid,
      amountFen: input.amount,
      description: input.description,
      result: enough ? 'SUCCESS' : 'FAILED',
      failReason: enough ? null : 'BALANCE_NOT_ENOUGH',
      createdAtMs: nowMs,
    };
    world.store.insert('shareReturn', { ...back });
    const trade = tradeOfTransaction(world, share.transactionId);
    const payee = trade.shareFinished ? available(trade.owner) : frozen(trade.owner);
    if (enough)
      move(world, {
        payer: available(back.account),
        payee,
        amountFen: back.amountFen,
        kind: 'share-return',
        transactionId: trade.transactionId,
        reference: back.returnNo,
      });
    return view(world, share, back);
  };

/** GET …/return-orders/{out_return_no}?out_order_no=, GET …/returnorders?sub_mchid=&out_order_no=&out_return_no= */
export const queryShareReturn =
  (rail: ShareRail) =>
  (world: World, call: Call): Answer => {
    const { sub_mchid: subMchid, order_id: orderId, out_order_no: outOrderNo } = call.query;
    const share = namedShare(world, rail, { orderId, outOrderNo, subMchid });
    const back = returnByNumber(world, call.params['no'] ?? call.query['out_return_no'] ?? '');
    return share && back?.outOrderNo === share.outOrderNo
      ? view(world, share, back)
      : refusal('RESOURCE_NOT_EXISTS', '分账回退单不存在');
  };
