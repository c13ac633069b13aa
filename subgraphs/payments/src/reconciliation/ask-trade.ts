import type { PaymentsContext } from '../context.ts';
import type { PaymentChannel } from '../wechatpay/payment-channel.ts';
import { paidBy, refundOf, wordOf } from '../refund/refund-words.ts';
import { reportOf, takeRefundStanding } from '../refund/take-refund-standing.ts';
import { isBesideBills, isOfRefund, isOwedAgain, type DifferenceKind } from './case.policy.ts';

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
  const word = { outRefundNo: of.reference, outTradeNo: of.outTradeNo ?? undefined };
  const refund = await refundOf(context, word);
  if (!refund) return asBilled(of);
  const answer = await askProvider(context, refund, of.reference);
  const ours = { row: `Refund:${refund.id}`, ourFen: await paidBy(context, refund, of.reference) };
  if (!answer.ok) return answer.error.meaning === 'not-found' ? { ...ours, theirFen: null } : 'unknown';
  const { state, refundFen } = answer.value;
  if (!isBesideBills(of.kind)) return { ...ours, theirFen: state === 'succeeded' ? refundFen : null };
  const { theirFen } = wordOf(answer.value);
  // What it says now is taken in like any word of it; then the books may say the same.
  await takeRefundStanding(context, reportOf(answer.value));
  const now = (await refundOf(context, word)) ?? refund;
  return { ...ours, ourFen: await paidBy(context, now, of.reference), theirFen };
}

async function askProvider(
  { rows, services }: PaymentsContext,
  { partId }: { partId: string },
  outRefundNo: string,
): ReturnType<PaymentChannel['queryRefund']> {
  const { merchant } = await rows
    .selectFrom('PaymentPart')
    .select('merchant')
    .where('id', '=', partId)
    .executeTakeFirstOrThrow();
  return services.channel.queryRefund(outRefundNo, merchant);
}

/**
 * Why a buyer who was said to have a refund is owed nothing again by what the provider says of it now, whatever it said
 * before; null: it stands by its word, or nobody is owed anything by this difference.
 */
export async function whyNotByWord(
  context: PaymentsContext,
  caseId: string,
): Promise<'CHANGED' | 'PROVIDER_BUSY' | null> {
  const of = await context.rows
    .selectFrom('ReconciliationCase')
    .select(['kind', 'reference', 'outTradeNo', 'ourFen', 'theirFen'])
    .where('id', '=', caseId)
    .executeTakeFirst();
  if (!of || !isOwedAgain(of)) return null;
  const refund = await refundOf(context, { outRefundNo: of.reference, outTradeNo: of.outTradeNo ?? undefined });
  const answer = refund && (await askProvider(context, refund, of.reference));
  if (!answer) return 'CHANGED';
  if (!answer.ok) return answer.error.meaning === 'not-found' ? 'CHANGED' : 'PROVIDER_BUSY';
  const now = wordOf(answer.value);
  return now.kind === of.kind && now.theirFen === null ? null : 'CHANGED';
}
