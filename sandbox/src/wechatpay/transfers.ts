import { DAY_MS } from '@heitu/kit/rules/clock';
import { z } from 'zod';
import { part, type Answer, type Call } from '../service.ts';
import { beijing } from '../times.ts';
import type { World } from '../world.ts';
import { available, balanceOf, move, PAYERS } from './money.ts';
import { refusal } from './refusals.ts';
import { newNumber } from './trade.ts';

/** 商家转账 of a second-level merchant to a person, who confirms it. https://pay.weixin.qq.com/doc/v3/partner/4015468873 */
interface Transfer {
  outBillNo: string;
  billId: string;
  payer: string;
  openid: string;
  amountFen: number;
  remark: string;
  packageInfo: string;
  createdAtMs: number;
  /** When its person took it, or when it could not be paid any more. */
  endedAtMs: number | null;
  failReason: string | null;
}

/** Who does not confirm it within a day never gets it. */
const CONFIRMED_WITHIN_MS = DAY_MS;
const AMOUNT_FEN_MIN = 10;
/** By default, for one transfer. */
const AMOUNT_FEN_MAX = 20_000;

const shape = z.object({
  appid: z.string(),
  sub_mchid: z.string(),
  out_bill_no: z.string().regex(/^[0-9A-Za-z]{1,32}$/),
  transfer_scene_id: z.string().min(1),
  openid: z.string().min(1),
  transfer_amount: z.int().min(1),
  transfer_remark: z.string().min(1).max(32),
});

const byNumber = (world: World, outBillNo: string): Transfer | undefined =>
  world.store.one('select * from personTransfer where outBillNo = ?', outBillNo);
/** That a phone was handed; undefined where there is none. */
export const transferOfPackage = (world: World, packageInfo: string): Transfer | undefined =>
  world.store.one('select * from personTransfer where packageInfo = ?', packageInfo);

type TransferState = 'WAIT_USER_CONFIRM' | 'SUCCESS' | 'FAIL';
function stateOf(world: World, { endedAtMs, failReason, createdAtMs }: Transfer): TransferState {
  if (endedAtMs !== null) return failReason === null ? 'SUCCESS' : 'FAIL';
  return world.clock.now() >= createdAtMs + CONFIRMED_WITHIN_MS ? 'FAIL' : 'WAIT_USER_CONFIRM';
}

function view(world: World, transfer: Transfer, isAsked: boolean): Answer {
  const state = stateOf(world, transfer);
  return {
    status: 200,
    body: {
      ...(isAsked && { mch_id: transfer.payer, transfer_amount: transfer.amountFen, openid: transfer.openid }),
      out_bill_no: transfer.outBillNo,
      transfer_bill_no: transfer.billId,
      create_time: beijing(transfer.createdAtMs),
      state,
      ...(state === 'FAIL' && { fail_reason: transfer.failReason ?? 'OVERDUE_CLOSE' }),
      ...(state === 'WAIT_USER_CONFIRM' && { package_info: transfer.packageInfo }),
    },
  };
}

/** POST /v3/ecommerce/mch-transfer/transfer-bills */
export function transferToPerson(world: World, call: Call): Answer {
  const input = shape.parse(call.body);
  if (input.appid !== world.keys.appid) return refusal('PARAM_ERROR', 'appid和mchid不匹配');
  if (!world.keys.subMchids.includes(input.sub_mchid)) return refusal('NO_AUTH', '二级商户号与电商平台没有受理关系');
  const known = byNumber(world, input.out_bill_no);
  if (known)
    return known.payer === input.sub_mchid && known.openid === input.openid && known.amountFen === input.transfer_amount
      ? view(world, known, false)
      : refusal('INVALID_REQUEST', '商户单号已使用，且请求内容与之前不一致');
  if (input.transfer_amount < AMOUNT_FEN_MIN || input.transfer_amount > AMOUNT_FEN_MAX)
    return refusal('INVALID_REQUEST', '转账金额不在允许的范围内');
  if (balanceOf(world, available(input.sub_mchid)) < input.transfer_amount)
    return refusal('NOT_ENOUGH', '二级商户余额不足');
  const billId = newNumber(world, '13300', 40);
  const transfer: Transfer = {
    outBillNo: input.out_bill_no,
    billId,
    payer: input.sub_mchid,
    openid: input.openid,
    amountFen: input.transfer_amount,
    remark: input.transfer_remark,
    packageInfo: `package${billId}`,
    createdAtMs: world.clock.now(),
    endedAtMs: null,
    failReason: null,
  };
  world.store.insert('personTransfer', { ...transfer });
  return view(world, transfer, false);
}

/** GET …/transfer-bills/out-bill-no/{out_bill_no}?sub_mchid= */
export function queryPersonTransfer(world: World, call: Call): Answer {
  const transfer = byNumber(world, part(call, 'no'));
  return transfer && call.query['sub_mchid'] === transfer.payer
    ? view(world, transfer, true)
    : refusal('RESOURCE_NOT_EXISTS', '转账单不存在');
}

export type CollectState = 'SUCCESS' | 'ALREADY_ENDED' | 'WRONG_PERSON' | 'UNKNOWN_PACKAGE' | 'NOT_ENOUGH';
/** The person presses 收款 in the dialogue; money moves only then. */
export function collect(world: World, packageInfo: string, openid?: string): { state: CollectState } {
  const transfer = transferOfPackage(world, packageInfo);
  if (!transfer) return { state: 'UNKNOWN_PACKAGE' };
  if (openid !== undefined && openid !== transfer.openid) return { state: 'WRONG_PERSON' };
  if (stateOf(world, transfer) !== 'WAIT_USER_CONFIRM') return { state: 'ALREADY_ENDED' };
  const isEnough = balanceOf(world, available(transfer.payer)) >= transfer.amountFen;
  world.store.run(
    'update personTransfer set endedAtMs = ?, failReason = ? where outBillNo = ?',
    world.clock.now(),
    isEnough ? null : 'NOT_ENOUGH',
    transfer.outBillNo,
  );
  if (!isEnough) return { state: 'NOT_ENOUGH' };
  move(world, {
    payer: available(transfer.payer),
    payee: PAYERS,
    amountFen: transfer.amountFen,
    kind: 'transfer',
    transactionId: null,
    reference: transfer.billId,
  });
  return { state: 'SUCCESS' };
}
