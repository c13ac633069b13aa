import { describe, expect, it } from '@jest/globals';
import { parseFundFlow } from './fund-flow.ts';

const HEADER =
  '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号';
const PAID = '`2026-11-24 08:35:41,`4200001,`1008001,`交易,`交易,`收入,`60.00,`60.00,`1900000109API,`,`O1';
const FEE = '`2026-11-24 08:35:41,`4200001,`1008002,`扣除交易手续费,`交易,`支出,`0.36,`59.64,`1900000109API,`,`O1';
const REFUND = '`2026-11-24 09:00:00,`5030001,`1008003,`退款,`退款,`支出,`10.00,`49.64,`system,`缺货,`REF4200001';
const SUMMARY = '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额';
const bill = (lines: readonly string[], totals: string) => `${[HEADER, ...lines, SUMMARY, totals].join('\r\n')}\r\n`;

describe('the statement of an account', () => {
  it('is read line by line, each with its direction and what it belongs to', () => {
    const read = parseFundFlow(bill([PAID, FEE, REFUND], '`3.0,`1.0,`60.00,`2.0,`10.36'));
    expect(
      read.ok &&
        read.rows.map(({ kind, amountFen, balanceFen, references }) => [kind, amountFen, balanceFen, references]),
    ).toEqual([
      ['payment', 6000, 6000, ['4200001', 'O1']],
      ['fee', -36, 5964, ['4200001', 'O1']],
      ['refund', -1000, 4964, ['5030001', '4200001']],
    ]);
  });

  it.each([
    ['a fen is missing in its sums', '`3,`1,`60.00,`2,`10.35'],
    ['a line is missing', '`4,`1,`60.00,`3,`10.36'],
    ['an outgoing line is counted as income', '`3,`2,`60.00,`1,`10.36'],
  ])('is refused where %s', (_what, totals) => {
    expect(parseFundFlow(bill([PAID, FEE, REFUND], totals))).toMatchObject({ ok: false, code: 'SUMMARY_MISMATCH' });
  });

  it('is refused where a line goes neither way', () => {
    expect(parseFundFlow(bill([PAID.replace('收入', '冻结')], '`1,`1,`60.00,`0,`0.00'))).toMatchObject({
      ok: false,
      code: 'UNREADABLE_BILL',
    });
  });
});
