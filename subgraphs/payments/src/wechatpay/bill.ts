import { createHash, timingSafeEqual } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { RefundState, TradeBillRow } from './payment-channel.ts';
import { fenFromYuan, timeOf } from './values.ts';

/**
 * The ALL trade bill: a CSV in which every value is led by a back quote, so that values are parted by ",`". Read by
 * column name, since the provider adds columns. https://pay.weixin.qq.com/doc/v3/merchant/4013071243
 */
export const BILL_BYTES_MAX = 64 * 1024 * 1024;

const SUMMARY_COUNT = '总交易单数';
/** Sum of the summary line → the column it adds up. */
const SUMS = {
  应结订单总金额: '应结订单金额',
  退款总金额: '退款金额',
  充值券退款总金额: '充值券退款金额',
  手续费总金额: '手续费',
  订单总金额: '订单金额',
  申请退款总金额: '申请退款金额',
} as const;

const KINDS: Readonly<Record<string, TradeBillRow['kind']>> = {
  SUCCESS: 'payment',
  REFUND: 'refund',
  REVOKED: 'revoked',
};
const REFUND_STATES: Readonly<Record<string, RefundState>> = {
  SUCCESS: 'succeeded',
  PROCESSING: 'processing',
  FAIL: 'abnormal',
  CHANGE: 'abnormal',
  ABNORMAL: 'abnormal',
  CLOSED: 'closed',
};

export type BillFault = 'WRONG_HASH' | 'UNREADABLE_BILL' | 'SUMMARY_MISMATCH';
export type BillResult = { ok: true; rows: TradeBillRow[] } | { ok: false; code: BillFault; message: string };

const fault = (code: BillFault, message: string): BillResult => ({ ok: false, code, message });

/** The hash is over the plain text, also when it travels compressed. */
export function readTradeBill(bytes: Buffer, hash: { type: string; value: string }): BillResult {
  let plain: Buffer;
  try {
    plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: BILL_BYTES_MAX }) : bytes;
  } catch (error) {
    return fault('UNREADABLE_BILL', String(error));
  }
  if (hash.type !== 'SHA1') return fault('WRONG_HASH', `unknown hash ${hash.type}`);
  const actual = createHash('sha1').update(plain).digest();
  const stated = Buffer.from(hash.value, 'hex');
  if (stated.length !== actual.length || !timingSafeEqual(stated, actual))
    return fault('WRONG_HASH', 'the bill is not the one whose hash was signed');
  return parseTradeBill(plain.toString('utf8'));
}

type Line = (column: string) => string;

export function parseTradeBill(text: string): BillResult {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const summaryAt = lines.findIndex((line) => line.startsWith(`${SUMMARY_COUNT},`));
  const [header] = lines;
  const [totals, sums, ...more] = summaryAt < 1 ? [] : lines.slice(summaryAt);
  if (header === undefined || totals === undefined || sums === undefined || more.length > 0)
    return fault('UNREADABLE_BILL', 'no summary of two lines at the end');
  try {
    const read = lines.slice(1, summaryAt).map((line) => lineOf(header, line));
    const summary = lineOf(totals, sums);
    if (Number(summary(SUMMARY_COUNT)) !== read.length)
      return fault('SUMMARY_MISMATCH', `${SUMMARY_COUNT}: ${summary(SUMMARY_COUNT)}, lines: ${read.length}`);
    for (const [total, column] of Object.entries(SUMS)) {
      const sumFen = read.reduce((sum, line) => sum + amount(line, column), 0);
      if (sumFen !== amount(summary, total))
        return fault('SUMMARY_MISMATCH', `${total}: ${summary(total)}, lines: ${sumFen} fen`);
    }
    return { ok: true, rows: read.map(rowOf) };
  } catch (error) {
    return fault('UNREADABLE_BILL', String(error));
  }
}

function lineOf(header: string, line: string): Line {
  const names = header.split(',');
  const values = line.startsWith('`') ? line.slice(1).split(',`') : [];
  if (values.length !== names.length)
    throw new Error(`${values.length} values under ${names.length} columns: ${line.slice(0, 80)}`);
  return (column) => {
    const value = values[names.indexOf(column)];
    if (value === undefined) throw new Error(`no column ${column}`);
    return value;
  };
}

function amount(line: Line, column: string): number {
  const fen = fenFromYuan(line(column));
  if (fen === null) throw new Error(`${column} is not an amount: ${line(column)}`);
  return fen;
}

/** Numbers of refunds are `0` or empty on payment lines. */
const numberOrNull = (text: string): string | null => (text === '' || text === '0' ? null : text);

function rowOf(line: Line): TradeBillRow {
  const kind = KINDS[line('交易状态')];
  if (!kind) throw new Error(`unknown 交易状态: ${line('交易状态')}`);
  return {
    kind,
    tradedAt: timeOf(`${line('交易时间').replace(' ', 'T')}+08:00`),
    merchant: line('特约商户号'),
    transactionId: line('微信订单号'),
    outTradeNo: line('商户订单号'),
    openid: line('用户标识'),
    description: line('商品名称'),
    attach: line('商户数据包'),
    orderFen: amount(line, '订单金额'),
    settleFen: amount(line, '应结订单金额'),
    refundId: numberOrNull(line('微信退款单号')),
    outRefundNo: numberOrNull(line('商户退款单号')),
    refundFen: amount(line, '退款金额'),
    requestedRefundFen: amount(line, '申请退款金额'),
    refundState: REFUND_STATES[line('退款状态')] ?? null,
    feeFen: amount(line, '手续费'),
  };
}
