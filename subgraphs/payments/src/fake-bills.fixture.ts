import { chinaDate, endOfChinaDate } from '@heitu/kit/rules/calendar';
import type { Balance, FundFlowRow, RefundStanding, SubOrder, TradeBillRow } from './wechatpay/payment-channel.ts';

export interface ExtraRow {
  outTradeNo: string;
  orderFen: number;
  merchant?: string;
  transactionId?: string;
}
export interface FakeOrder {
  outTradeNo: string;
  state: 'unpaid' | 'paid' | 'closed';
  paidAt: Date | null;
  subs: (SubOrder & { totalFen: number })[];
}

/** A line of a bill, before it says anything. */
const BLANK_ROW = {
  kind: 'payment' as const,
  merchant: '',
  transactionId: '',
  openid: '',
  description: '五常大米',
  attach: '',
  settleFen: 0,
  refundId: null,
  outRefundNo: null,
  refundFen: 0,
  requestedRefundFen: 0,
  refundState: null,
  feeFen: 0,
};

/** The trade bill of a day; what was added to it is on every day's. */
export function tradeRows(
  date: string,
  now: Date,
  orders: Iterable<FakeOrder>,
  refunds: Iterable<RefundStanding>,
  extra: readonly ExtraRow[],
): TradeBillRow[] {
  const paid = [...orders]
    .filter((order) => order.state === 'paid')
    .flatMap((order) =>
      order.subs.map((sub) => ({
        outTradeNo: sub.outTradeNo,
        merchant: sub.merchant,
        transactionId: `T${sub.outTradeNo}`,
        attach: order.outTradeNo,
        tradedAt: order.paidAt!,
        orderFen: sub.totalFen,
      })),
    );
  const back = [...refunds].map((refund) => ({
    kind: 'refund' as const,
    tradedAt: refund.succeededAt!,
    outTradeNo: refund.outTradeNo,
    outRefundNo: refund.outRefundNo,
    refundId: refund.refundId,
    orderFen: 0,
    refundFen: refund.refundFen,
    refundState: refund.state,
  }));
  const ofDay = [...paid, ...back].filter(({ tradedAt }) => chinaDate(tradedAt.getTime()) === date);
  return [...ofDay, ...extra].map((trade): TradeBillRow => ({ ...BLANK_ROW, tradedAt: now, ...trade }));
}

/** What moved on each account; null is the platform's own. */
export class FakeFlow {
  private readonly rows: (FundFlowRow & { merchant: string | null })[] = [];
  private readonly misstated = new Map<string | null, number>();

  move(merchant: string | null, moved: Pick<FundFlowRow, 'at' | 'kind' | 'amountFen' | 'references'>): void {
    if (moved.amountFen === 0) return;
    const number = `F${this.rows.length}`;
    const balanceFen = this.holdsFen(merchant) + moved.amountFen;
    this.rows.push({ merchant, number, business: moved.kind, balanceFen, ...moved });
  }
  misstate(merchant: string | null, byFen: number): void {
    this.misstated.set(merchant, byFen);
  }
  holdsFen(merchant: string | null, beforeMs = Infinity): number {
    const rows = this.rows.filter((row) => row.merchant === merchant && row.at.getTime() < beforeMs);
    return rows.reduce((sum, { amountFen }) => sum + amountFen, 0);
  }
  atEnd(date: string, merchant: string | null): Balance {
    const heldFen = this.holdsFen(merchant, endOfChinaDate(date)) + (this.misstated.get(merchant) ?? 0);
    return { availableFen: heldFen, pendingFen: 0 };
  }
  of(date: string, merchant: string | null): FundFlowRow[] {
    return this.rows.filter((row) => row.merchant === merchant && chinaDate(row.at.getTime()) === date);
  }
}
