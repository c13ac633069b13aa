import type { PaymentsContext } from '../context.ts';
import { isOfRefund, type DifferenceKind } from './case.policy.ts';

/** What both sides say of a payment or a refund now, and our row of it; null where nobody here knows its number. */
interface TradeNow {
  row: string | null;
  ourFen: number | null;
  theirFen: number | null;
}

/**
 * Asks our books and the provider about the number of a difference. `unknown`: the provider gave no answer that can be
 * believed. What we do not know cannot be asked about; it is as the bill said.
 */
export const askTrade = (
  context: PaymentsContext,
  of: { kind: DifferenceKind; reference: string; theirFen?: number | null },
): Promise<TradeNow | 'unknown'> => (isOfRefund(of.kind) ? askRefund(context, of) : askPayment(context, of));

const asBilled = ({ theirFen }: { theirFen?: number | null }): TradeNow => ({
  row: null,
  ourFen: null,
  theirFen: theirFen ?? null,
});

async function askPayment(
  { rows, services }: PaymentsContext,
  of: { reference: string; theirFen?: number | null },
): Promise<TradeNow | 'unknown'> {
  const part = await rows
    .selectFrom('PaymentPart as p')
    .innerJoin('Payment as y', 'y.id', 'p.paymentId')
    .select(['p.id', 'p.totalFen', 'y.state', 'y.outTradeNo'])
    .where('p.outTradeNo', '=', of.reference)
    .executeTakeFirst();
  if (!part) return asBilled(of);
  const ours = { row: `PaymentPart:${part.id}`, ourFen: part.state === 'paid' ? part.totalFen : null };
  const answer = await services.channel.queryCombined(part.outTradeNo);
  if (!answer.ok) return answer.error.meaning === 'not-found' ? { ...ours, theirFen: null } : 'unknown';
  const theirs = answer.value.find(({ outTradeNo }) => outTradeNo === of.reference);
  const isPaid = theirs?.state === 'paid' || theirs?.state === 'refunded';
  return { ...ours, theirFen: isPaid ? theirs.totalFen : null };
}

async function askRefund(
  { rows, services }: PaymentsContext,
  of: { reference: string; theirFen?: number | null },
): Promise<TradeNow | 'unknown'> {
  const refund = await rows
    .selectFrom('Refund as r')
    .innerJoin('PaymentPart as p', 'p.id', 'r.partId')
    .select(['r.id', 'r.amountFen', 'r.state', 'r.returnedAtMs', 'p.merchant'])
    .where('r.outRefundNo', '=', of.reference)
    .executeTakeFirst();
  if (!refund) return asBilled(of);
  const hasGone = refund.state === 'succeeded' || (refund.state === 'replaced' && refund.returnedAtMs !== null);
  const ours = { row: `Refund:${refund.id}`, ourFen: hasGone ? refund.amountFen : null };
  const answer = await services.channel.queryRefund(of.reference, refund.merchant);
  if (!answer.ok) return answer.error.meaning === 'not-found' ? { ...ours, theirFen: null } : 'unknown';
  return { ...ours, theirFen: answer.value.state === 'succeeded' ? answer.value.refundFen : null };
}
