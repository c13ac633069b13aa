import { amount, beijingTimeOf, fault, parseBill, type BillResult, type Line } from './bill-text.ts';
import type { FundFlowKind, FundFlowRow } from './payment-channel.ts';

/**
 * What moved on one account in a day.
 * https://pay.weixin.qq.com/docs/merchant/products/bill-download/format-fundflow.html
 */
const COUNT = '资金流水总笔数';
const [CAME, WENT] = ['收入', '支出'];

/** The provider's name of a business → what it is to us. */
const KINDS: Readonly<Record<string, FundFlowKind>> = {
  交易: 'payment',
  扣除交易手续费: 'fee',
  退款: 'refund',
  退还交易手续费: 'fee-back',
  充值: 'top-up',
  提现: 'withdrawal',
  提现退票: 'withdrawal',
};

export const parseFundFlow = (text: string): BillResult<FundFlowRow> =>
  parseBill(text, COUNT, (lines, summary) => {
    const rows = lines.map(rowOf);
    for (const [direction, isOf] of [
      [CAME, (fen: number) => fen > 0],
      [WENT, (fen: number) => fen < 0],
    ] as const) {
      const of = rows.filter(({ amountFen }) => isOf(amountFen));
      const sumFen = Math.abs(of.reduce((sum, { amountFen }) => sum + amountFen, 0));
      if (Number(summary(`${direction}笔数`)) !== of.length || amount(summary, `${direction}金额`) !== sumFen)
        return fault('SUMMARY_MISMATCH', `${direction}: ${summary(`${direction}金额`)}, lines: ${sumFen} fen`);
    }
    return { ok: true, rows };
  });

/** A refund's voucher is the payment's number behind these letters. */
const OF_REFUND = /^REF(?=\d)/;

function rowOf(line: Line): FundFlowRow {
  const direction = line('收支类型');
  if (direction !== CAME && direction !== WENT) throw new Error(`unknown 收支类型: ${direction}`);
  const business = line('业务名称');
  const amountFen = amount(line, '收支金额(元)');
  return {
    number: line('资金流水单号'),
    at: beijingTimeOf(line('记账时间')),
    kind: KINDS[business] ?? 'other',
    business,
    amountFen: direction === CAME ? amountFen : -amountFen,
    balanceFen: amount(line, '账户结余(元)'),
    references: [line('微信支付业务单号'), line('业务凭证号').replace(OF_REFUND, '')].filter((text) => text !== ''),
  };
}
