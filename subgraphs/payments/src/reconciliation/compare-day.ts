import type { TradeBillRow } from '../wechatpay/payment-channel.ts';
import type { DifferenceKind } from './case.policy.ts';

export interface OurTrade {
  number: string;
  amountFen: number;
}
export interface Difference {
  kind: DifferenceKind;
  reference: string;
  ourFen: number | null;
  theirFen: number | null;
  /** Of a refund that only the bill has: of which payment. */
  outTradeNo?: string;
}

/** Compares a day item by item, number by number. Pure. */
export function compareDay(
  ours: { payments: readonly OurTrade[]; refunds: readonly OurTrade[] },
  bill: readonly TradeBillRow[],
): Difference[] {
  const compare = (
    what: 'payment' | 'refund',
    mine: readonly OurTrade[],
    theirs: ReadonlyMap<string, number>,
  ): Difference[] => {
    const known = new Map(mine.map((trade) => [trade.number, trade.amountFen]));
    const differences: Difference[] = [];
    for (const [number, ourFen] of known) {
      const theirFen = theirs.get(number) ?? null;
      if (theirFen === null)
        differences.push({ kind: `${what}-missing-at-provider`, reference: number, ourFen, theirFen });
      else if (theirFen !== ourFen) differences.push({ kind: `${what}-amount`, reference: number, ourFen, theirFen });
    }
    for (const [number, theirFen] of theirs)
      if (!known.has(number))
        differences.push({
          kind: `${what}-missing-here`,
          reference: number,
          ourFen: null,
          theirFen,
          ...ofPayment(number),
        });
    return differences;
  };
  const ofPayment = (outRefundNo: string) => {
    const row = bill.find(({ kind, outRefundNo: number }) => kind === 'refund' && number === outRefundNo);
    return row ? { outTradeNo: row.outTradeNo } : {};
  };
  const paid = new Map(bill.filter((row) => row.kind === 'payment').map((row) => [row.outTradeNo, row.orderFen]));
  const refunded = new Map(
    bill.flatMap(({ kind, outRefundNo, refundState, refundFen }) =>
      kind === 'refund' && outRefundNo && refundState === 'succeeded' ? [[outRefundNo, refundFen] as const] : [],
    ),
  );
  return [...compare('payment', ours.payments, paid), ...compare('refund', ours.refunds, refunded)];
}
