import { SECOND_MS } from '@heitu/kit/rules/clock';
import { z } from 'zod';
import { part, type Answer, type Call } from '../service.ts';
import { beijing } from '../times.ts';
import type { World } from '../world.ts';
import { available, balanceOf, deposit, move } from './money.ts';
import { refusal } from './refusals.ts';
import { newNumber } from './trade.ts';

/** 保证金赔付: money out of a merchant's deposit to another merchant's account. */
interface DepositBill {
  outBillNo: string;
  billId: string;
  /** Whose deposit it is. */
  payer: string;
  payee: string;
  amountFen: number;
  remark: string;
  /** Null where the deposit held enough. */
  closeReason: string | null;
  createdAtMs: number;
  finishesAtMs: number;
}

/** Until then it is ACCEPTED. */
const DEPOSIT_BILL_MS = SECOND_MS;
const BUSINESS = 'DEPOSIT_COMPENSATION';

const shape = z.object({
  sub_mchid: z.string(),
  business_type: z.literal(BUSINESS),
  receiver: z.object({ type: z.literal('MERCHANT'), mch_info: z.object({ mch_id: z.string() }) }),
  out_bill_no: z.string().regex(/^[0-9A-Za-z]{1,32}$/),
  amount: z.int().min(1),
  transfer_remark: z.string().min(1).max(32),
});

const byNumber = (world: World, outBillNo: string): DepositBill | undefined =>
  world.store.one('select * from depositBill where outBillNo = ?', outBillNo);

function view(world: World, bill: DepositBill): Answer {
  const isOver = bill.finishesAtMs <= world.clock.now();
  const state = !isOver ? 'ACCEPTED' : bill.closeReason ? 'CLOSED' : 'SUCCESS';
  return {
    status: 200,
    body: {
      sp_mchid: world.keys.mchid,
      sub_mchid: bill.payer,
      business_type: BUSINESS,
      receiver_detail: { receiver: { type: 'MERCHANT', mch_info: { mch_id: bill.payee } } },
      out_bill_no: bill.outBillNo,
      amount: bill.amountFen,
      transfer_remark: bill.remark,
      bill_id: bill.billId,
      state,
      accept_time: beijing(bill.createdAtMs),
      ...(state === 'SUCCESS' && { success_time: beijing(bill.finishesAtMs) }),
      ...(state === 'CLOSED' && {
        close_info: { close_time: beijing(bill.finishesAtMs), close_reason: bill.closeReason },
      }),
    },
  };
}

/** POST …/mch-transfer/transfer-bills. https://pay.weixin.qq.com/doc/v3/partner/4013504198 */
export function payFromDeposit(world: World, call: Call): Answer {
  const input = shape.parse(call.body);
  const { sub_mchid: payer, out_bill_no: outBillNo, amount: amountFen, transfer_remark: remark } = input;
  const { mch_id: payee } = input.receiver.mch_info;
  const { mchid, subMchids } = world.keys;
  if (!subMchids.includes(payer) || ![mchid, ...subMchids].includes(payee))
    return refusal('NO_AUTH', '商户号与电商平台没有受理关系');
  const known = byNumber(world, outBillNo);
  if (known) {
    const isSame = known.payer === payer && known.payee === payee && known.amountFen === amountFen;
    return isSame ? view(world, known) : refusal('INVALID_REQUEST', '商户单号已使用，且请求内容与之前不一致');
  }
  const isEnough = balanceOf(world, deposit(payer)) >= amountFen;
  const nowMs = world.clock.now();
  const bill: DepositBill = {
    outBillNo,
    billId: newNumber(world, '13300', 40),
    payer,
    payee,
    amountFen,
    remark,
    closeReason: isEnough ? null : 'NOT_ENOUGH',
    createdAtMs: nowMs,
    finishesAtMs: nowMs + DEPOSIT_BILL_MS,
  };
  world.store.insert('depositBill', { ...bill });
  const moved = { kind: 'deposit-payment', transactionId: null, reference: bill.billId } as const;
  if (isEnough) move(world, { payer: deposit(payer), payee: available(payee), amountFen, ...moved });
  return view(world, bill);
}

/** GET …/mch-transfer/transfer-bills/out-bill-no/{out_bill_no}. https://pay.weixin.qq.com/doc/v3/partner/4013504199 */
export function queryDepositBill(world: World, call: Call): Answer {
  const bill = call.query['business_type'] === BUSINESS ? byNumber(world, part(call, 'no')) : undefined;
  return bill ? view(world, bill) : refusal('RESOURCE_NOT_EXISTS', '赔付单不存在');
}
