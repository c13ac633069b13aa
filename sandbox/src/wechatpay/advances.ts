import { z } from 'zod';
import { part, type Answer, type Call } from '../service.ts';
import { beijing } from '../times.ts';
import type { World } from '../world.ts';
import { available, balanceOf, move } from './money.ts';
import { refundById, type Refund } from './refunds.ts';
import { refusal } from './refusals.ts';
import { newNumber, tradeOfTransaction } from './trade.ts';

/** 垫付回补: the seller gives back what the platform laid out for it. https://pay.weixin.qq.com/doc/v3/partner/4012476916 */
interface AdvanceReturn {
  refundId: string;
  returnId: string;
  amountFen: number;
  payer: string;
  atMs: number;
}

const returned = (world: World, refundId: string): AdvanceReturn | undefined =>
  world.store.one('select * from advanceReturn where refundId = ?', refundId);

const view = (world: World, advance: AdvanceReturn): Answer => ({
  status: 200,
  body: {
    refund_id: advance.refundId,
    advance_return_id: advance.returnId,
    return_amount: advance.amountFen,
    payer_mchid: advance.payer,
    payer_account: 'BASIC',
    payee_mchid: world.keys.mchid,
    payee_account: 'BASIC',
    result: 'SUCCESS',
    success_time: beijing(advance.atMs),
  },
});

function advancedRefund(world: World, refundId: string, subMchid: string | undefined): Refund | Answer {
  const refund = refundById(world, refundId);
  if (!refund || tradeOfTransaction(world, refund.transactionId).subMchid !== subMchid)
    return refusal('RESOURCE_NOT_EXISTS', '退款单不存在');
  return refund.advanceFen > 0 ? refund : refusal('INVALID_REQUEST', '该退款单不是垫付退款');
}

/** POST /v3/ecommerce/refunds/{refund_id}/return-advance */
export function returnAdvance(world: World, call: Call): Answer {
  const { sub_mchid: subMchid } = z.object({ sub_mchid: z.string() }).parse(call.body);
  const refund = advancedRefund(world, part(call, 'id'), subMchid);
  if ('status' in refund) return refund;
  const known = returned(world, refund.refundId);
  if (known) return view(world, known);
  if (balanceOf(world, available(subMchid)) < refund.advanceFen) return refusal('NOT_ENOUGH', '二级商户余额不足');
  const advance: AdvanceReturn = {
    refundId: refund.refundId,
    returnId: newNumber(world, '50400', 28),
    amountFen: refund.advanceFen,
    payer: subMchid,
    atMs: world.clock.now(),
  };
  world.store.insert('advanceReturn', { ...advance });
  move(world, {
    payer: available(subMchid),
    payee: available(world.keys.mchid),
    amountFen: refund.advanceFen,
    kind: 'advance-return',
    transactionId: refund.transactionId,
    reference: advance.returnId,
  });
  return view(world, advance);
}

/** GET /v3/ecommerce/refunds/{refund_id}/return-advance?sub_mchid= */
export function queryAdvanceReturn(world: World, call: Call): Answer {
  const refund = advancedRefund(world, part(call, 'id'), call.query['sub_mchid']);
  if ('status' in refund) return refund;
  const known = returned(world, refund.refundId);
  return known ? view(world, known) : refusal('RESOURCE_NOT_EXISTS', '垫付回补单不存在');
}
