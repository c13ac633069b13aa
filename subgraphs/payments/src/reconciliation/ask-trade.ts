import type { PaymentsContext } from '../context.ts';
import { paidBy, refundOf } from '../refund/refund-words.ts';
import { reportOf, takeRefundStanding } from '../refund/take-refund-standing.ts';
import { isBesideBills, isOfRefund, type DifferenceKind } from './case.policy.ts';

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
  of: { kind: DifferenceKind; reference: string; outTradeNo?: string | null; theirFen?: number | null },
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
  context: PaymentsContext,
  of: { kind: DifferenceKind; reference: string; outTradeNo?: string | null; theirFen?: number | null },
): Promise<TradeNow | 'unknown'> {
  const { rows, services } = context;
  const word = { outRefundNo: of.reference, outTradeNo: of.outTradeNo ?? undefined };
  const refund = await refundOf(context, word);
  if (!refund) return asBilled(of);
  const { merchant } = await rows
    .selectFrom('PaymentPart')
    .select('merchant')
    .where('id', '=', refund.partId)
    .executeTakeFirstOrThrow();
  const answer = await services.channel.queryRefund(of.reference, merchant);
  const ours = { row: `Refund:${refund.id}`, ourFen: await paidBy(context, refund, of.reference) };
  if (!answer.ok) return answer.error.meaning === 'not-found' ? { ...ours, theirFen: null } : 'unknown';
  const { state, receivedBy, refundFen } = answer.value;
  if (!isBesideBills(of.kind)) return { ...ours, theirFen: state === 'succeeded' ? refundFen : null };
  // What the seller's bank has the buyer has not.
  const theirFen = state === 'succeeded' && receivedBy === 'buyer' ? refundFen : null;
  // What it says now is taken in like any word of it; then the books may say the same.
  await takeRefundStanding(context, reportOf(answer.value));
  const now = (await refundOf(context, word)) ?? refund;
  return { ...ours, ourFen: await paidBy(context, now, of.reference), theirFen };
}
