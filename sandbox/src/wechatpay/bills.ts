import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { z } from 'zod';
import type { Answer, Call } from '../service.ts';
import { beijingDate, beijingMidnight, type Day } from '../times.ts';
import type { World } from '../world.ts';
import { fundFlowBill } from './fund-flow-bill.ts';
import { refusal } from './refusals.ts';
import { BILL_TYPES, tradeBill } from './trade-bill.ts';

/** Bills of a day are made from nine o'clock the next morning. https://pay.weixin.qq.com/doc/v3/merchant/4012791864 */
const READY_MS = 9 * HOUR_MS;
const TOKEN_MS_MAX = 5 * MINUTE_MS;

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
  sub_mchid: z.string().optional(),
  tar_type: tarType,
});

function issue(world: World, date: string, gzip: boolean, write: (span: Day) => string | null): Answer {
  const nowMs = world.clock.now();
  const span = { fromMs: beijingMidnight(date), toMs: beijingMidnight(date) + DAY_MS };
  if (span.toMs > nowMs) return refusal('PARAM_ERROR', '账单日期只能是今天以前');
  if (nowMs < span.toMs + READY_MS) return refusal('STATEMENT_CREATING');
  const text = write(span);
  if (text === null) return refusal('NO_STATEMENT_EXIST');
  const token = randomBytes(24).toString('base64url');
  world.store.run('delete from bill where expiresAtMs <= ?', nowMs);
  world.store.insert('bill', { token, text, gzip: gzip ? 1 : 0, expiresAtMs: nowMs + TOKEN_MS_MAX });
  // The hash is over the plain text, also when it travels compressed.
  const hash = createHash('sha1').update(text).digest('hex');
  return {
    status: 200,
    body: {
      hash_type: 'SHA1',
      hash_value: hash,
      download_url: `${world.baseUrl}/wechatpay/v3/billdownload/file?token=${token}`,
    },
  };
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
    query.account_type === 'BASIC' ? fundFlowBill(world, span, query.sub_mchid ?? world.keys.mchid) : null,
  );
}

/** GET /v3/billdownload/file?token= */
export function downloadBill(world: World, call: Call): Answer {
  const bill = world.store.one<{ text: string; gzip: number }>(
    'select text, gzip from bill where token = ? and expiresAtMs > ?',
    call.query['token'] ?? '',
    world.clock.now(),
  );
  if (!bill) return refusal('PARAM_ERROR', 'token已过期或无效');
  const plain = Buffer.from(bill.text);
  return {
    status: 200,
    body: bill.gzip ? gzipSync(plain) : plain,
    headers: { 'content-type': bill.gzip ? 'application/x-gzip' : 'text/plain; charset=utf-8' },
  };
}
