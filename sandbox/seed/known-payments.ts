import type { Context } from '@heitu/kit/data/context';
import { openidOf, type PastPayment } from './past-payment.ts';
import { inRoom } from './rooms.ts';

/**
 * Payments of the history as the provider knows them: of these orders money can still move, and nobody could refund or
 * compensate what the provider never had.
 */
export async function knownPayments(bare: Context, orderIds: readonly string[]): Promise<PastPayment[]> {
  if (orderIds.length === 0) return [];
  const parts = await inRoom(bare, 'payments')
    .rows.selectFrom('PaymentPart as p')
    .innerJoin('Payment as y', 'y.id', 'p.paymentId')
    .leftJoin('Settlement as s', 's.partId', 'p.id')
    .select(['p.merchant', 'p.outTradeNo', 'p.totalFen', 'p.title', 'p.transactionId', 's.state as settlement'])
    .select(['y.outTradeNo as combineOutTradeNo', 'y.buyerAccountId', 'y.paidAtMs'])
    .where('p.orderId', 'in', orderIds)
    .where('p.refundedFen', '=', 0)
    .orderBy('p.id')
    .execute();
  return parts.flatMap(({ transactionId, buyerAccountId, paidAtMs, settlement, ...paid }) =>
    transactionId === null || buyerAccountId === null || paidAtMs === null
      ? []
      : [
          {
            ...paid,
            openid: openidOf(buyerAccountId),
            transactionId,
            paidAtMs,
            settled: settlement === 'settled',
            advance: null,
          },
        ],
  );
}
