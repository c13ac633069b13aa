import { chinaDate } from '@heitu/kit/rules/calendar';
import type { TradeBillRow } from '@heitu/payments/wechatpay/payment-channel';
import type { ModelRefund, Placed } from './provider.types.ts';

/** What the provider says of a day: each payment and each refund of it. */
export function billOf(orders: Iterable<Placed>, refunds: Iterable<ModelRefund>, date: string): TradeBillRow[] {
  const row = (trade: Partial<TradeBillRow> & { kind: 'payment' | 'refund'; tradedAt: Date }): TradeBillRow => ({
    merchant: '',
    transactionId: '',
    outTradeNo: '',
    openid: '',
    description: '',
    attach: '',
    orderFen: 0,
    settleFen: 0,
    refundId: null,
    outRefundNo: null,
    refundFen: 0,
    requestedRefundFen: 0,
    refundState: null,
    feeFen: 0,
    ...trade,
  });
  const paid = [...orders].flatMap((order) =>
    order.paidAtMs === null
      ? []
      : order.parts.map((part) =>
          row({
            kind: 'payment',
            tradedAt: new Date(order.paidAtMs!),
            outTradeNo: part.outTradeNo,
            merchant: part.merchant,
            transactionId: `T${part.outTradeNo}`,
            attach: order.outTradeNo,
            orderFen: part.totalFen,
          }),
        ),
  );
  const back = [...refunds].flatMap((refund) =>
    refund.succeededAt
      ? [
          row({
            kind: 'refund',
            tradedAt: refund.succeededAt,
            outRefundNo: refund.outRefundNo,
            refundFen: refund.refundFen,
            refundState: 'succeeded',
          }),
        ]
      : [],
  );
  return [...paid, ...back].filter(({ tradedAt }) => chinaDate(tradedAt.getTime()) === date);
}
