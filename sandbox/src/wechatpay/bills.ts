import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { z } from 'zod';
import { part, type Answer, type Call } from '../service.ts';
import { beijingDate, beijingMidnight, type Day } from '../times.ts';
import type { World } from '../world.ts';
import { fundFlowBill } from './fund-flow-bill.ts';
import { available, balanceOf, deposit, frozen } from './money.ts';
import { refusal } from './refusals.ts';
import { sealForMerchant } from './signature.ts';
import { BILL_TYPES, tradeBill } from './trade-bill.ts';

/** Bills of a day are made from nine o'clock the next morning. https://pay.weixin.qq.com/doc/v3/merchant/4012791864 */
const READY_MS = 9 * HOUR_MS;
const TOKEN_MS_MAX = 5 * MINUTE_MS;
/** Bills and day-end balances are kept for about three months. */
const KEPT_MS = 92 * DAY_MS;
const PART_BYTES_MAX = 16 * 1024;

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => beijingDate(beijingMidnight(text)) === text, 'no such day');
const tarType = z.literal('GZIP').optional();
const tradeQuery = z.object({
  bill_date: day,
  bill_type: z.enum(BILL_TYPES).default('ALL'),
  sub_mchid: z.string().optional(),
  tar_type: tarType,
});
const fundQuery = z.object({
  bill_date: day,
  account_type: z.enum(['BASIC', 'OPERATION', 'FEES']).default('BASIC'),
  tar_type: tarType,
});
const sealedQuery = fundQuery.extend({
  sub_mchid: z.string(),
  account_type: z.enum(['BASIC', 'OPERATION', 'FEES', 'DEPOSIT']),
  algorithm: z.literal('AEAD_AES_256_GCM'),
});
const dayEndQuery = z.object({ date: day, account_type: z.enum(['BASIC', 'DEPOSIT']).default('BASIC') });

/** The text of a day's bill, or why there is none. */
function written(world: World, date: string, write: (span: Day) => string | null): string | Answer {
  const nowMs = world.clock.now();
  const span = { fromMs: beijingMidnight(date), toMs: beijingMidnight(date) + DAY_MS };
  if (span.toMs > nowMs) return refusal('PARAM_ERROR', '账单日期只能是今天以前');
  if (nowMs - span.toMs > KEPT_MS) return refusal('PARAM_ERROR', '仅支持三个月内的账单下载申请');
  if (nowMs < span.toMs + READY_MS) return refusal('STATEMENT_CREATING');
  return write(span) ?? refusal('NO_STATEMENT_EXIST');
}

interface File {
  hash_type: 'SHA1';
  hash_value: string;
  download_url: string;
}
/** Puts a file up for a while. The hash is over the plain bytes, also when they travel compressed or sealed. */
function putUp(world: World, plain: Buffer, sent: Buffer, type: string): File {
  const nowMs = world.clock.now();
  const token = randomBytes(24).toString('base64url');
  world.store.run('delete from billFile where expiresAtMs <= ?', nowMs);
  world.store.insert('billFile', { token, base64: sent.toString('base64'), type, expiresAtMs: nowMs + TOKEN_MS_MAX });
  return {
    hash_type: 'SHA1',
    hash_value: createHash('sha1').update(plain).digest('hex'),
    download_url: `${world.baseUrl}/wechatpay/v3/billdownload/file?token=${token}`,
  };
}

function issue(world: World, date: string, gzip: boolean, write: (span: Day) => string | null): Answer {
  const text = written(world, date, write);
  if (typeof text !== 'string') return text;
  const plain = Buffer.from(text);
  return {
    status: 200,
    body: gzip
      ? putUp(world, plain, gzipSync(plain), 'application/x-gzip')
      : putUp(world, plain, plain, 'text/plain; charset=utf-8'),
  };
}

/** In parts, each sealed under a key of its own for the platform's merchant certificate. */
function issueSealed(world: World, date: string, write: (span: Day) => string | null): Answer {
  const text = written(world, date, write);
  if (typeof text !== 'string') return text;
  const bytes = Buffer.from(text);
  const count = Math.ceil(bytes.length / PART_BYTES_MAX);
  const parts = Array.from({ length: count }, (_, i) => {
    const plain = bytes.subarray(i * PART_BYTES_MAX, (i + 1) * PART_BYTES_MAX);
    const { sealed, encryptKey, nonce } = sealForMerchant(world, plain);
    return {
      bill_sequence: i + 1,
      ...putUp(world, plain, sealed, 'application/octet-stream'),
      encrypt_key: encryptKey,
      nonce,
    };
  });
  // Out of their order, as nobody promised another one.
  return { status: 200, body: { download_bill_count: count, download_bill_list: parts.toReversed() } };
}

/** GET /v3/bill/tradebill?bill_date=&bill_type=&tar_type= */
export function requestTradeBill(world: World, call: Call): Answer {
  const query = tradeQuery.parse(call.query);
  return issue(world, query.bill_date, query.tar_type === 'GZIP', (span) =>
    tradeBill(world, span, query.bill_type, query.sub_mchid ?? null),
  );
}

/** GET /v3/bill/fundflowbill?bill_date=&account_type=&tar_type=; only the basic account moves here. */
export function requestFundFlowBill(world: World, call: Call): Answer {
  const query = fundQuery.parse(call.query);
  return issue(world, query.bill_date, query.tar_type === 'GZIP', (span) =>
    query.account_type === 'BASIC' ? fundFlowBill(world, span, world.keys.mchid) : null,
  );
}

/** GET /v3/bill/sub-merchant-fundflowbill?sub_mchid=&bill_date=&account_type=&algorithm= */
export function requestSellersFundFlowBill(world: World, call: Call): Answer {
  const { sub_mchid: subMchid, bill_date: date, account_type: type } = sealedQuery.parse(call.query);
  if (!world.keys.subMchids.includes(subMchid)) return refusal('NO_AUTH', '二级商户号与电商平台没有受理关系');
  return issueSealed(world, date, (span) => (type === 'BASIC' ? fundFlowBill(world, span, subMchid) : null));
}

/** GET /v3/ecommerce/fund/enddaybalance/{sub_mchid}?date= */
export function sellersDayEndBalance(world: World, call: Call): Answer {
  const subMchid = part(call, 'sub');
  const { date, account_type: type } = dayEndQuery.parse(call.query);
  if (!world.keys.subMchids.includes(subMchid)) return refusal('NO_AUTH', '二级商户号与电商平台没有受理关系');
  const accounts = type === 'DEPOSIT' ? [deposit(subMchid)] : [available(subMchid), frozen(subMchid)];
  return dayEnd(world, date, accounts, { sub_mchid: subMchid, account_type: type });
}

/** GET /v3/merchant/fund/dayendbalance/{account_type}?date= */
export function platformsDayEndBalance(world: World, call: Call): Answer {
  const { date } = dayEndQuery.parse(call.query);
  if (part(call, 'type') !== 'BASIC') return refusal('PARAM_ERROR', 'account_type暂不支持');
  return dayEnd(world, date, [available(world.keys.mchid)], {});
}

function dayEnd(world: World, date: string, [free, held]: string[], more: object): Answer {
  const endMs = beijingMidnight(date) + DAY_MS;
  const nowMs = world.clock.now();
  if (nowMs < endMs + READY_MS || nowMs - endMs > KEPT_MS) return refusal('PARAM_ERROR', '日期不在可查询的范围内');
  return {
    status: 200,
    body: {
      ...more,
      available_amount: free ? balanceOf(world, free, endMs) : 0,
      pending_amount: held ? balanceOf(world, held, endMs) : 0,
    },
  };
}

/** GET /v3/billdownload/file?token= */
export function downloadBill(world: World, call: Call): Answer {
  const file = world.store.one<{ base64: string; type: string }>(
    'select base64, type from billFile where token = ? and expiresAtMs > ?',
    call.query['token'] ?? '',
    world.clock.now(),
  );
  if (!file) return refusal('PARAM_ERROR', 'token已过期或无效');
  return { status: 200, body: Buffer.from(file.base64, 'base64'), headers: { 'content-type': file.type } };
}
