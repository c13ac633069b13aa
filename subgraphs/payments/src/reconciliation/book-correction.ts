import { chinaDate, endOfChinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import type { PaymentsContext, PaymentsTransaction, RowOf } from '../context.ts';
import { accountOf, type AccountAtProvider } from '../books/account-at-provider.ts';
import { FundLine, MoneyUnderWay } from '../books/books.entity.ts';
import { BALANCE_CORRECTION } from '../books/books.policy.ts';
import { merchantAndOrderOf, referenceOf } from '../books/judge-orders.ts';
import { account } from '../ledger/account.ts';
import { legOf, postTransfer, type Leg } from '../ledger/post-transfer.ts';
import { bounceAfterAll, passToSeller, refundOwedAgain, undoRefund } from '../refund/undo-refund.ts';
import { reconciliationCaseLifecycle } from './case.lifecycle.ts';
import { BOUNCED, correctionFenOf, isOfRefund, isOfTrade, TO_SELLER, type DifferenceKind } from './case.policy.ts';
import { clearById } from './clear-case.ts';
import { ReconciliationCase } from './reconciliation.entity.ts';
import type { FundFlowKind } from '../wechatpay/payment-channel.ts';

interface Case {
  id: string;
  date: string;
  kind: DifferenceKind;
  reference: string;
  outTradeNo?: string | null | undefined;
  ourFen?: number | null | undefined;
  theirFen?: number | null | undefined;
}

/** Why the books cannot be corrected by a difference now. */
export const correctionRefusals = {
  NOT_BY_CORRECTION: { message: '这种差异不用改账：请提议退给买家，或补记到订单', clause: '9.2.cp' },
  STATEMENT_AGREES: {
    message: '这笔订单的资金流水和账上一样，只是账单不同，不用改账：请支付机构核对，改好后再核对办结',
    clause: '9.2.cp',
  },
  CHANGED: { message: '这笔差异已经变了，没有改账。有提议的先退回，再重新对一次账', clause: '9.2.cp' },
} as const;

type Why = 'CHANGED' | 'STATEMENT_AGREES';

/** Why the books cannot be corrected by it now; null: they can. */
export async function whyNotCorrect(context: PaymentsContext, tx: PaymentsTransaction, of: Case): Promise<Why | null> {
  if (BY_WORD[of.kind]) return (await refundOwedAgain(tx, of)) ? null : 'CHANGED';
  return whyNotAt(await placeOf(context, tx, of), of);
}

function whyNotAt(place: Place | null, of: Case): Why | null {
  // Nothing is corrected by nothing.
  if (correctionFenOf(of) === 0) return 'STATEMENT_AGREES';
  if (place?.nowFen === correctionFenOf(of)) return null;
  return (place === null || place.nowFen === 0) && isOfTrade(of.kind) ? 'STATEMENT_AGREES' : 'CHANGED';
}

/**
 * Books what makes the ledger say what the statement says: on the account at the provider, against what nobody has
 * explained yet, or, where a refund had not reached its buyer, against what the buyer had. Nothing is booked where it
 * no longer differs by that amount: answers why.
 */
export async function bookCorrection(context: PaymentsContext, tx: PaymentsTransaction, of: Case): Promise<Why | null> {
  const owedAgain = await refundOwedAgain(tx, of);
  const way = BY_WORD[of.kind];
  if (way) return bookByWord(context, tx, of, { ...way, refund: owedAgain });
  const place = await placeOf(context, tx, of);
  const why = whyNotAt(place, of);
  if (place === null || why !== null) return why;
  const { at, orderId } = place;
  const amountFen = correctionFenOf(of);
  const undone = owedAgain && (await undoRefund(context, tx, owedAgain));
  if (undone === null) return 'CHANGED';
  const nowMs = context.clock.now();
  const key = owedAgain ? `${bookingOf(of)}:${owedAgain.id}` : bookingOf(of);
  postTransfer(context, tx, {
    key,
    kind: undone ? UNDONE : of.kind === 'balance' ? BALANCE_CORRECTION : CORRECTION,
    orderId,
    legs: [undone ?? legOf(account.unexplained, at.available, amountFen)],
    happenedAtMs: startOfChinaDate(of.date),
  });
  await proves(tx, of, key);
  if (place.lineId) await tx.em.nativeUpdate(FundLine, { id: place.lineId }, { correctedAtMs: nowMs });
  if (orderId === '') return null;
  // What differs in spite of it is a difference of its own.
  await tx.em.nativeUpdate(
    MoneyUnderWay,
    { merchant: at.merchant, orderId },
    { caseDate: null, sinceDate: chinaDate(nowMs) },
  );
  await endAlike(context, tx, of, { key, merchant: at.merchant, orderId, amountFen });
  return null;
}

/** No statement tells of it, so that the account at the provider is right: what the buyer has is not. */
async function bookByWord(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  of: Case,
  { end, kind, refund }: ByWord & { refund: RowOf<'Refund'> | undefined },
): Promise<'CHANGED' | null> {
  const leg = refund && (await end(context, tx, refund));
  if (!leg) return 'CHANGED';
  const key = `${bookingOf(of)}:${refund.id}`;
  postTransfer(context, tx, { key, kind, orderId: refund.orderId, legs: [leg] });
  await proves(tx, of, key);
  return null;
}

const CORRECTION = 'correction';
const UNDONE = 'refund-undone';
const PASSED_ON = 'refund-passed-on';
interface ByWord {
  end: (context: PaymentsContext, tx: PaymentsTransaction, refund: RowOf<'Refund'>) => Promise<Leg | null>;
  kind: string;
}
/** What becomes of a refund that its buyer was said to have, where the provider alone says who has it. */
const BY_WORD: Partial<Record<DifferenceKind, ByWord>> = {
  [TO_SELLER]: { end: passToSeller, kind: PASSED_ON },
  [BOUNCED]: { end: bounceAfterAll, kind: UNDONE },
};
const bookingOf = ({ id }: { id: string }): string => `correction:${id}`;
/** What a booking leaves in the case that it ends. */
const provenByBooking = (key: string): string => `LedgerTransfer:${key}`;
const proves = (tx: PaymentsTransaction, { id }: Case, key: string) =>
  tx.em.nativeUpdate(ReconciliationCase, { id }, { provenBy: provenByBooking(key) });

/** The bill and the statement show the same money: what was booked for one of them ends the other. */
async function endAlike(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  of: Case,
  { key, merchant, orderId, amountFen }: { key: string; merchant: string; orderId: string; amountFen: number },
): Promise<void> {
  const parts = await tx.rows.selectFrom('PaymentPart').select('outTradeNo').where('orderId', '=', orderId).execute();
  const refunds = await tx.rows.selectFrom('Refund').select('outRefundNo').where('orderId', '=', orderId).execute();
  const cases = await tx.rows
    .selectFrom('ReconciliationCase')
    .select(['id', 'kind', 'ourFen', 'theirFen'])
    .where('reference', 'in', [
      referenceOf({ merchant, orderId }),
      ...parts.map(({ outTradeNo }) => outTradeNo),
      ...refunds.map(({ outRefundNo }) => outRefundNo),
    ])
    .where('id', '!=', of.id)
    .where('state', 'in', reconciliationCaseLifecycle.from('clear'))
    .execute();
  for (const other of cases)
    if (isOfTrade(other.kind) !== isOfTrade(of.kind) && correctionFenOf(other) === amountFen)
      await clearById(context, tx, other.id, provenByBooking(key));
}

interface Place {
  at: AccountAtProvider;
  orderId: string;
  nowFen: number;
  /** Of the statement, where nobody here knows what it is of. */
  lineId?: string;
}
/** Where it differs, and by how much now; null where it differs no more. */
async function placeOf(context: PaymentsContext, tx: PaymentsTransaction, of: Case): Promise<Place | null> {
  if (of.kind === 'balance') {
    const at = await accountOf(context, tx, of.reference);
    return at && { at, orderId: '', nowFen: correctionFenOf(of) };
  }
  if (of.kind === 'line-unknown') return placeOfLine(context, tx, { number: of.reference, date: of.date });
  const place = isOfTrade(of.kind) ? await orderOfTrade(context, tx, of) : merchantAndOrderOf(of.reference);
  const ofOrder = place && (await placeOfOrder(context, tx, place));
  // A refund that nobody here asked for stands in the statement as a line that belongs to nothing here; where its
  // payment is not known either, in whichever account's it is.
  if (ofOrder || of.kind !== 'refund-missing-here') return ofOrder;
  const line = { date: of.date, kind: 'refund', amountFen: correctionFenOf(of) } as const;
  return placeOfLine(context, tx, place ? { ...line, merchant: place.merchant } : line);
}

async function placeOfLine(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  where: { date: string; number?: string; merchant?: string; kind?: FundFlowKind; amountFen?: number },
): Promise<Place | null> {
  const line = await tx.rows
    .selectFrom('FundLine')
    .select(['id', 'merchant', 'amountFen'])
    .where((eb) => eb.and(where))
    // Of an account, so that its index is read: not null would read all lines that ever were.
    .where('openMerchant', '>', '')
    .where('correctedAtMs', 'is', null)
    .orderBy('atMs')
    .executeTakeFirst();
  const at = line && (await accountOf(context, tx, line.merchant));
  return at ? { at, orderId: '', nowFen: line.amountFen, lineId: line.id } : null;
}

/** By so much statement and books of an order's money differ, with what was corrected since they were compared. */
async function placeOfOrder(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { merchant, orderId }: { merchant: string; orderId: string },
): Promise<Place | null> {
  const row = await tx.rows
    .selectFrom('MoneyUnderWay')
    .select(['ourFen', 'theirFen'])
    .where('merchant', '=', merchant)
    .where('orderId', '=', orderId)
    .executeTakeFirst();
  const at = row && (await accountOf(context, tx, merchant));
  if (!at) return null;
  const last = await tx.rows
    .selectFrom('AccountDay')
    .select(({ fn }) => fn.max('date').as('date'))
    .where('merchant', '=', merchant)
    .executeTakeFirst();
  const since = await tx.rows
    .selectFrom('LedgerTransfer as t')
    .innerJoin('LedgerEntry as e', 'e.transferId', 't.id')
    .select(({ fn }) => fn.sum<number | null>('e.amountFen').as('fen'))
    .where('t.orderId', '=', orderId)
    .where('t.kind', 'in', [CORRECTION, UNDONE])
    .where('e.account', 'in', at.holds)
    .where('e.atMs', '>=', last?.date ? endOfChinaDate(last.date) : 0)
    .executeTakeFirst();
  return { at, orderId, nowFen: correctionFenOf(row) - Number(since?.fen ?? 0) };
}

/**
 * Whose money a payment or a refund is: what the platform laid out stands in its own statement. Null where nobody here
 * knows of the payment.
 */
async function orderOfTrade(
  { services }: PaymentsContext,
  tx: PaymentsTransaction,
  { kind, reference, outTradeNo }: Case,
): Promise<{ merchant: string; orderId: string } | null> {
  const refund = isOfRefund(kind)
    ? await tx.rows
        .selectFrom('Refund')
        .select(['partId', 'source'])
        .where('outRefundNo', '=', reference)
        .executeTakeFirst()
    : undefined;
  const part = await tx.rows
    .selectFrom('PaymentPart')
    .select(['merchant', 'orderId'])
    .where((eb) => (refund ? eb('id', '=', refund.partId) : eb('outTradeNo', '=', outTradeNo ?? reference)))
    .executeTakeFirst();
  if (!part) return null;
  return refund?.source === 'platform-advance' ? { ...part, merchant: services.platformMerchant } : part;
}
