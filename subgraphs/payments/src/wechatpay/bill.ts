import type { RefundState, TradeBillRow } from './payment-channel.ts';
import { amount, beijingTimeOf, fault, parseBill, type BillResult, type Line } from './bill-text.ts';

/** The ALL trade bill. https://pay.weixin.qq.com/doc/v3/merchant/4013071243 */
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

export const parseTradeBill = (text: string): BillResult<TradeBillRow> =>
  parseBill(text, SUMMARY_COUNT, (lines, summary) => {
    for (const [total, column] of Object.entries(SUMS)) {
      const sumFen = lines.reduce((sum, line) => sum + amount(line, column), 0);
      if (sumFen !== amount(summary, total))
        return fault('SUMMARY_MISMATCH', `${total}: ${summary(total)}, lines: ${sumFen} fen`);
    }
    return { ok: true, rows: lines.map(rowOf) };
  });

/** Numbers of refunds are `0` or empty on payment lines. */
const numberOrNull = (text: string): string | null => (text === '' || text === '0' ? null : text);

function rowOf(line: Line): TradeBillRow {
  const kind = KINDS[line('交易状态')];
  if (!kind) throw new Error(`unknown 交易状态: ${line('交易状态')}`);
  return {
    kind,
    tradedAt: beijingTimeOf(line('交易时间')),
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
