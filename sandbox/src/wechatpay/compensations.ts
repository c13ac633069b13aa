import { SECOND_MS } from '@heitu/kit/rules/clock';
import { z } from 'zod';
import { part, type Answer, type Call } from '../service.ts';
import { beijing } from '../times.ts';
import type { World } from '../world.ts';
import { available, balanceOf, deposit, move, PAYERS } from './money.ts';
import { refusal } from './refusals.ts';
import { isPaid, newNumber, tradeByTransaction } from './trade.ts';

/** Money to whoever paid a transaction, beyond what can be refunded of it: 售后赔付, out of one of two purses. */
const PURSES = ['platform', 'deposit'] as const;
type Purse = (typeof PURSES)[number];

interface Compensation {
  outBillNo: string;
  billId: string;
  purse: Purse;
  /** Whose deposit it is; the platform's own number where the platform pays. */
  payer: string;
  transactionId: string;
  amountFen: number;
  remark: string;
  /** Null where the purse held enough. */
  closeReason: string | null;
  createdAtMs: number;
  finishesAtMs: number;
}

/** Until then it is ACCEPTED. */
const COMPENSATION_MS = SECOND_MS;

const shape = z.object({
  receiver: z.object({
    type: z.literal('TRANSACTION_USER'),
    transaction_info: z.object({ transaction_id: z.string(), type: z.literal('WXPAY').optional() }),
  }),
  out_bill_no: z.string().regex(/^[0-9A-Za-z]{1,32}$/),
  amount: z.int().min(1),
  transfer_remark: z.string().min(1).max(32),
});
const ofDeposit = shape.extend({ sub_mchid: z.string() });

const byNumber = (world: World, outBillNo: string): Compensation | undefined =>
  world.store.one('select * from compensation where outBillNo = ?', outBillNo);

function view(world: World, bill: Compensation): Answer {
  const isOver = bill.finishesAtMs <= world.clock.now();
  const state = !isOver ? 'ACCEPTED' : bill.closeReason ? 'CLOSED' : 'SUCCESS';
  return {
    status: 200,
    body: {
      sp_mchid: world.keys.mchid,
      ...(bill.purse === 'deposit' && { sub_mchid: bill.payer }),
      receiver_detail: {
        receiver: {
          type: 'TRANSACTION_USER',
          transaction_info: { transaction_id: bill.transactionId, type: 'WXPAY' },
        },
      },
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

function request(world: World, purse: Purse, payer: string, input: z.infer<typeof shape>): Answer {
  const { transaction_id: transactionId } = input.receiver.transaction_info;
  const known = byNumber(world, input.out_bill_no);
  if (known) {
    const isSame =
      known.purse === purse &&
      known.payer === payer &&
      known.transactionId === transactionId &&
      known.amountFen === input.amount;
    return isSame ? view(world, known) : refusal('INVALID_REQUEST', '商户单号已使用，且请求内容与之前不一致');
  }
  const trade = tradeByTransaction(world, transactionId);
  if (!trade || !isPaid(trade)) return refusal('RESOURCE_NOT_EXISTS', '交易订单不存在');
  const account = purse === 'deposit' ? deposit(payer) : available(payer);
  const isEnough = balanceOf(world, account) >= input.amount;
  const nowMs = world.clock.now();
  const bill: Compensation = {
    outBillNo: input.out_bill_no,
    billId: newNumber(world, '13300', 40),
    purse,
    payer,
    transactionId,
    amountFen: input.amount,
    remark: input.transfer_remark,
    closeReason: isEnough ? null : 'NOT_ENOUGH',
    createdAtMs: nowMs,
    finishesAtMs: nowMs + COMPENSATION_MS,
  };
  world.store.insert('compensation', { ...bill });
  if (isEnough)
    move(world, {
      payer: account,
      payee: PAYERS,
      amountFen: bill.amountFen,
      kind: 'compensation',
      transactionId,
      reference: bill.billId,
    });
  return view(world, bill);
}

/** POST …/mch-transfer/compensate-bills. https://pay.weixin.qq.com/doc/v3/partner/4013504175 */
export const compensate = (world: World, call: Call): Answer =>
  request(world, 'platform', world.keys.mchid, shape.parse(call.body));

/** POST …/deposit-after-sales-compensation-bills. https://pay.weixin.qq.com/doc/v3/partner/4013504194 */
export function compensateFromDeposit(world: World, call: Call): Answer {
  const input = ofDeposit.parse(call.body);
  if (!world.keys.subMchids.includes(input.sub_mchid)) return refusal('NO_AUTH', '二级商户号与电商平台没有受理关系');
  return request(world, 'deposit', input.sub_mchid, input);
}

/** GET …/out-bill-no/{out_bill_no}, of a deposit with ?sub_mchid= */
export const queryCompensation =
  (purse: Purse) =>
  (world: World, call: Call): Answer => {
    const bill = byNumber(world, part(call, 'no'));
    const isThere = bill?.purse === purse && (purse === 'platform' || call.query['sub_mchid'] === bill.payer);
    return isThere ? view(world, bill) : refusal('RESOURCE_NOT_EXISTS', '赔付单不存在');
  };
