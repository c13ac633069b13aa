import { describe, expect, it } from '@jest/globals';
import { moneyText, type MoneyFacts } from './money-text.ts';

const paid: MoneyFacts = {
  state: 'paid',
  totalFen: 12830,
  refundedFen: 0,
  refundingFen: 0,
  failedFen: 0,
  settledFen: 0,
  advancedFen: 0,
  refundDueAtMs: null,
};

describe('where the money is', () => {
  it.each<[MoneyFacts, string]>([
    [{ ...paid, state: 'created' }, '还没有收到您的付款'],
    [{ ...paid, state: 'prepared' }, '请查询付款结果'],
    [{ ...paid, state: 'closing' }, '正在向支付机构确认'],
    [{ ...paid, state: 'closed' }, '没有收您的钱'],
    [paid, '您付的128.30元已收到：128.30元由支付机构保管，交易完成后才结算给商家。'],
    [
      { ...paid, refundingFen: 2830, refundDueAtMs: Date.parse('2026-11-29T17:00:00Z') },
      '您付的128.30元已收到：100.00元由支付机构保管，交易完成后才结算给商家；28.30元正在原路退回，最迟2026-11-30到账。',
    ],
    [{ ...paid, refundedFen: 12830 }, '您付的128.30元已收到：128.30元已原路退回。'],
    [
      { ...paid, refundedFen: 830, failedFen: 2000, settledFen: 10000 },
      '您付的128.30元已收到：100.00元已结算给商家；8.30元已原路退回；20.00元退款未成功，正在人工处理。',
    ],
    [
      { ...paid, settledFen: 12830, advancedFen: 1000 },
      '您付的128.30元已收到：128.30元已结算给商家。另外赔付您10.00元，已到账。',
    ],
  ])('is told for every state, and each fen of it once [9.2.co]', (facts, text) => {
    expect(moneyText(facts)).toContain(text);
  });
});
