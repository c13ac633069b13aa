import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { z } from 'zod';
import { part, type Answer, type Call } from '../service.ts';
import { beijing } from '../times.ts';
import type { World } from '../world.ts';
import { available, balanceOf, BANK, move } from './money.ts';
import { refusal } from './refusals.ts';
import { newNumber } from './trade.ts';

/** 二级商户提现 to the bank account that WeChat Pay knows of it. https://pay.weixin.qq.com/doc/v3/partner/4014075940 */
interface Withdrawal {
  outRequestNo: string;
  withdrawId: string;
  owner: string;
  amountFen: number;
  ends: WithdrawalMode;
  createdAtMs: number;
  returnedAtMs: number | null;
}
/** How those that are asked for from now on end: paid, sent back by the bank, or closed for risk. */
export const WITHDRAWAL_MODES = ['normal', 'returned', 'closed'] as const;
type WithdrawalMode = (typeof WITHDRAWAL_MODES)[number];

const shape = z.object({
  sub_mchid: z.string(),
  out_request_no: z.string().regex(/^[0-9A-Za-z]{1,32}$/),
  amount: z.int().min(1),
  remark: z.string().max(56).optional(),
  account_type: z.literal('BASIC').optional(),
});

const byNumber = (world: World, outRequestNo: string): Withdrawal | undefined =>
  world.store.one('select * from withdrawal where outRequestNo = ?', outRequestNo);

/** Paid by the next working day; a bank that has no such account says so a working day later. */
function statusOf(world: World, { ends, createdAtMs }: Withdrawal): 'CREATE_SUCCESS' | 'SUCCESS' | 'REFUND' | 'CLOSE' {
  const nowMs = world.clock.now();
  if (ends === 'closed') return 'CLOSE';
  if (nowMs < addWorkingDays(createdAtMs, 1)) return 'CREATE_SUCCESS';
  return ends === 'returned' && nowMs >= addWorkingDays(createdAtMs, 2) ? 'REFUND' : 'SUCCESS';
}

/** Money that the bank sent back is in the account again, once. */
function bringBack(world: World, { outRequestNo, withdrawId, owner, amountFen }: Withdrawal): void {
  const set = 'update withdrawal set returnedAtMs = ? where outRequestNo = ?';
  world.store.run(set, world.clock.now(), outRequestNo);
  const returned = { kind: 'withdrawal-returned', transactionId: null, reference: withdrawId } as const;
  move(world, { payer: BANK, payee: available(owner), amountFen, ...returned });
}

/** POST /v3/ecommerce/fund/withdraw */
export function withdraw(world: World, call: Call): Answer {
  const input = shape.parse(call.body);
  const owner = input.sub_mchid;
  if (!world.keys.subMchids.includes(owner)) return refusal('NO_AUTH', '二级商户号与电商平台没有受理关系');
  const known = byNumber(world, input.out_request_no);
  if (known && (known.owner !== owner || known.amountFen !== input.amount))
    return refusal('INVALID_REQUEST', '商户提现单号已使用，且请求内容与之前不一致');
  if (!known && balanceOf(world, available(owner)) < input.amount) return refusal('NOT_ENOUGH', '二级商户余额不足');
  const one = known ?? open(world, input.out_request_no, owner, input.amount);
  return {
    status: 200,
    body: { sub_mchid: owner, withdraw_id: one.withdrawId, out_request_no: one.outRequestNo },
  };
}

function open(world: World, outRequestNo: string, owner: string, amountFen: number): Withdrawal {
  const mode = WITHDRAWAL_MODES.find((one) => one === world.store.setting('withdrawalMode')) ?? 'normal';
  const one: Withdrawal = {
    outRequestNo,
    withdrawId: newNumber(world, '10800', 32),
    owner,
    amountFen,
    ends: mode,
    createdAtMs: world.clock.now(),
    returnedAtMs: null,
  };
  world.store.insert('withdrawal', { ...one });
  const taken = { kind: 'withdrawal', transactionId: null, reference: one.withdrawId } as const;
  if (mode !== 'closed') move(world, { payer: available(owner), payee: BANK, amountFen, ...taken });
  return one;
}

/** GET /v3/ecommerce/fund/withdraw/out-request-no/{out_request_no}?sub_mchid= */
export function queryWithdrawal(world: World, call: Call): Answer {
  const one = byNumber(world, part(call, 'no'));
  if (!one || call.query['sub_mchid'] !== one.owner) return refusal('RESOURCE_NOT_EXISTS', '提现单不存在');
  const status = statusOf(world, one);
  if (status === 'REFUND' && one.returnedAtMs === null) bringBack(world, one);
  return {
    status: 200,
    body: {
      sp_mchid: world.keys.mchid,
      sub_mchid: one.owner,
      status,
      withdraw_id: one.withdrawId,
      out_request_no: one.outRequestNo,
      amount: one.amountFen,
      create_time: beijing(one.createdAtMs),
      update_time: beijing(world.clock.now()),
      reason: status === 'REFUND' ? '收款账户户名不符' : status === 'CLOSE' ? '账户存在风险' : '',
      remark: '',
      account_type: 'BASIC',
      account_number: one.owner.slice(-4),
      account_bank: '农业银行',
      bank_name: '',
    },
  };
}
