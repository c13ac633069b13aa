import { chinaDate } from '@heitu/kit/rules/calendar';
import { ok } from '@heitu/kit/rules/outcome';
import { openDebt } from '../advance/debt.ts';
import { BUYER_DEBTOR, PLATFORM_CREDITOR } from '../advance/recovery.policy.ts';
import { twiceOf } from '../compensation/loss.ts';
import type { PaymentsContext, PaymentsTransaction, RowOf } from '../context.ts';
import { account } from '../ledger/account.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import { reconciliationCaseLifecycle } from '../reconciliation/case.lifecycle.ts';
import { reconciliationCases } from '../reconciliation/case.moves.ts';
import { BOUNCED, TO_SELLER, WORDS, type BESIDE_BILLS } from '../reconciliation/case.policy.ts';
import { renewCase, UNANSWERED } from '../reconciliation/clear-case.ts';
import { ReconciliationCase } from '../reconciliation/reconciliation.entity.ts';
import { openReturns } from '../share/open-returns.ts';
import type { RefundStanding } from '../wechatpay/payment-channel.ts';
import { refundNumber } from './open-refund.ts';
import { payerOf } from './replace-refund.ts';

type RefundRow = RowOf<'Refund'>;
type Said = Pick<RefundStanding, 'state' | 'receivedBy' | 'refundFen'>;
interface Word {
  outRefundNo: string;
  outTradeNo?: string | undefined;
}

/**
 * The refund that a number is of: the one in use, or one of before, which the provider had closed. What it says of a
 * former one is no other refund.
 */
export async function refundOf({ rows }: PaymentsContext, word: Word): Promise<RefundRow | undefined> {
  const { outRefundNo, outTradeNo } = word;
  const inUse = await rows.selectFrom('Refund').selectAll().where('outRefundNo', '=', outRefundNo).executeTakeFirst();
  if (inUse || outTradeNo === undefined) return inUse;
  const ofPayment = await rows
    .selectFrom('Refund as r')
    .innerJoin('PaymentPart as p', 'p.id', 'r.partId')
    .selectAll('r')
    .where('p.outTradeNo', '=', outTradeNo)
    .where('r.closedNumbers', '>', 0)
    .execute();
  return ofPayment.find(({ refundKey, closedNumbers }) =>
    Array.from({ length: closedNumbers + 1 }, (_, i) => refundNumber(refundKey, i)).includes(outRefundNo),
  );
}

/** What the provider's word makes of a refund that its buyer was said to have, and what the buyer has by it. */
export function wordOf({ state, receivedBy, refundFen }: Said): {
  kind: (typeof BESIDE_BILLS)[number];
  theirFen: number | null;
} {
  if (state === 'abnormal') return { kind: BOUNCED, theirFen: null };
  if (state !== 'succeeded') return { kind: WORDS, theirFen: null };
  return receivedBy === 'seller' ? { kind: TO_SELLER, theirFen: null } : { kind: WORDS, theirFen: refundFen };
}

/** What our books say has been paid by this number of it: by the one in use, or by another beside it. */
export async function paidBy(
  { rows }: Pick<PaymentsContext, 'rows'>,
  refund: Pick<RefundRow, 'state' | 'returnedAtMs' | 'outRefundNo' | 'amountFen'>,
  outRefundNo: string,
): Promise<number | null> {
  const { state, returnedAtMs, amountFen } = refund;
  const hasGone = state === 'succeeded' || (state === 'replaced' && returnedAtMs !== null);
  if (refund.outRefundNo === outRefundNo) return hasGone ? amountFen : null;
  return (await isPaidBeside(rows, outRefundNo)) ? amountFen : null;
}
/** Whether its buyer owes what this number brought beside the one in use. */
const isPaidBeside = async (rows: PaymentsContext['rows'], outRefundNo: string): Promise<boolean> =>
  (await rows.selectFrom('Recovery').select('id').where('caseKey', '=', twiceOf(outRefundNo)).executeTakeFirst()) !==
  undefined;

/**
 * The provider has said two things of one refund of which only one can be: the books stay as the first word left them,
 * and finance has both on its desk, and asks (9.2.cp). One case for each number and day, however often it is said; what
 * it says beside that after both were asked is asked about anew.
 */
export async function keepWords(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  refund: RefundRow,
  word: Word & { theirFen: number | null; kind: (typeof BESIDE_BILLS)[number] },
): Promise<void> {
  const { outRefundNo: reference, outTradeNo = null, theirFen, kind } = word;
  const nowMs = context.clock.now();
  const key = { date: chinaDate(nowMs), kind, reference };
  const amounts = { ourFen: await paidBy(tx, refund, reference), theirFen };
  context.log.error({ refundId: refund.id, ...amounts }, 'the provider contradicts what it said of a refund');
  const known = await tx.em.findOne(ReconciliationCase, key);
  if (known) {
    const isAnswered = known.ourFen === amounts.ourFen && known.theirFen === amounts.theirFen;
    const anew = { ...amounts, ...UNANSWERED, openedAtMs: nowMs };
    // What the books were corrected by stays booked, and is no case twice.
    const { id, correctedFen } = known;
    if (!isAnswered && correctedFen === null)
      await reconciliationCases.bySystem(context, tx, 'contradict', { id }, anew);
    return void (await renewCase(tx, key, amounts));
  }
  await tx.em.insert(ReconciliationCase, {
    id: context.newId(),
    ...key,
    ...amounts,
    outTradeNo,
    state: reconciliationCaseLifecycle.initial,
    openedAtMs: nowMs,
  });
}

/**
 * Two numbers of one refund have both reached its buyer: whoever pays the refund has paid it twice, and the buyer owes
 * one of them to it. Once for each number; finance has it on its desk.
 */
export async function paidByBoth(
  context: PaymentsContext,
  refund: RefundRow,
  { outRefundNo, outTradeNo }: Word,
): Promise<void> {
  const { id, orderId, partId, partyId, amountFen, source } = refund;
  await context.transaction(async (tx) => {
    if (await isPaidBeside(tx.rows, outRefundNo)) return ok(null);
    const isSellers = source === 'seller';
    const from = await payerOf(tx, refund);
    const legs = [{ from, to: account.buyers, amountFen }];
    postTransfer(context, tx, { key: `refund:${id}:${outRefundNo}`, kind: 'refund', orderId, legs });
    await tx.rows
      .updateTable('PaymentPart')
      .set((eb) => ({
        reservedFen: eb('reservedFen', '+', amountFen),
        refundedFen: eb('refundedFen', '+', amountFen),
      }))
      .where('id', '=', partId)
      .execute();
    const creditorPartyId = isSellers ? partyId : PLATFORM_CREDITOR;
    await openDebt(context, tx, {
      caseKey: twiceOf(outRefundNo),
      orderId,
      amountFen,
      partyId: BUYER_DEBTOR,
      creditorPartyId,
    });
    await openReturns(context, tx, orderId);
    await keepWords(context, tx, refund, { outRefundNo, outTradeNo, theirFen: amountFen, kind: WORDS });
    tx.audit({ type: 'refund', id, clause: '9.2.cp' });
    return ok(null);
  });
}
