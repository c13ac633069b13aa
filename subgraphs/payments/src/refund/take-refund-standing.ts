import { refundCompleted } from '@heitu/events/payments.refund-completed.v1';
import { commonRefusals, ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { oweTwice } from '../advance/debt.ts';
import { Advance } from '../advance/advance.entity.ts';
import { bookAdvance } from '../advance/book-advance.ts';
import type { PaymentsContext, PaymentsTransaction, RowOf } from '../context.ts';
import { ripenRedInvoice } from '../invoice/open-red-invoice.ts';
import { account } from '../ledger/account.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import { comeAfterAll } from './come-after-all.ts';
import { openReturns } from '../share/open-returns.ts';
import type { RefundStanding, RefundState } from '../wechatpay/payment-channel.ts';
import { refundNumber } from './open-refund.ts';
import { keepWords, paidByBoth, refundOf, wordOf } from './refund-words.ts';
import { refundBooking } from './refund-booking.ts';
import { Refund } from './refund.entity.ts';
import { UNDER_WAY_STATES } from './refund.lifecycle.ts';
import { refunds } from './refund.moves.ts';
import { purseOf, releaseHeld, replaceReturned } from './replace-refund.ts';
import type { RefundVerdict } from './refund.policy.ts';

export interface RefundReport {
  outRefundNo: string;
  /** Of which payment: a number that the provider had closed is found by it. */
  outTradeNo?: string | undefined;
  state: RefundState;
  receivedBy: 'buyer' | 'seller';
  refundFen: number;
  succeededAtMs: number | null;
  providerRefundId: string;
}

export const reportOf = ({
  outRefundNo,
  outTradeNo,
  state,
  receivedBy,
  refundFen,
  refundId,
  succeededAt,
}: RefundStanding): RefundReport => ({
  outRefundNo,
  outTradeNo,
  state,
  receivedBy,
  refundFen,
  succeededAtMs: succeededAt?.getTime() ?? null,
  providerRefundId: refundId,
});

/** Takes in what the provider verifiably says about a refund; the same from its notice or from our question. */
export async function takeRefundStanding(context: PaymentsContext, report: RefundReport): Promise<RefundVerdict> {
  const refund = await refundOf(context, report);
  if (!refund) return 'unknown-order';
  if (report.refundFen !== refund.amountFen) {
    // No other amount was asked for: nothing is booked by it, and finance asks which one it is.
    await contradict(context, refund, report);
    return 'does-not-match';
  }
  if (refund.outRefundNo !== report.outRefundNo) return takeFormer(context, refund, report);
  if (report.state === 'processing') return 'under-way';
  if (isContradicted(refund, report)) return contradict(context, refund, report);
  const isKept = refund.state === 'held' || refund.state === 'kept';
  const isWithBuyer = report.state === 'succeeded' && report.receivedBy === 'buyer';
  if (refund.state === 'replaced') return isWithBuyer ? succeedReplaced(context, refund, report) : 'already-known';
  if (isKept && isWithBuyer) return succeedKept(context, refund, report);
  if (report.state === 'succeeded')
    return report.receivedBy === 'seller'
      ? replaceReturned(context, refund, report.succeededAtMs ?? context.clock.now())
      : succeed(context, refund, report);
  if (report.state === 'abnormal') await bounce(context, refund, report);
  else await (isKept ? releaseHeld(context, refund) : close(context, refund));
  return 'failed';
}

/** It was with somebody already, by the provider's own word, and is with nobody or somebody else by this one. */
function isContradicted({ state, returnedAtMs }: RefundRow, { state: said, receivedBy }: RefundReport): boolean {
  const isUndone = said === 'closed' || said === 'abnormal';
  if (state === 'succeeded') return isUndone || receivedBy === 'seller';
  return state === 'replaced' && returnedAtMs !== null && isUndone;
}
async function contradict(context: PaymentsContext, refund: RefundRow, report: RefundReport): Promise<'contradicts'> {
  await context.transaction(async (tx) => {
    const { outRefundNo, outTradeNo } = report;
    await keepWords(context, tx, refund, { outRefundNo, outTradeNo, ...wordOf(report) });
    return ok(null);
  });
  return 'contradicts';
}

/** What still waits for its end, whichever of its numbers brings it. */
const WAITING: ReadonlySet<RefundRow['state']> = new Set(UNDER_WAY_STATES);

/**
 * The provider had closed this number, so that the refund went on under another, or the platform transferred it. That
 * its buyer has it all the same ends the refund; where another number has brought it too, the buyer has both. Anything
 * else that it says of it changes nothing, and is finance's.
 */
async function takeFormer(context: PaymentsContext, refund: RefundRow, report: RefundReport): Promise<RefundVerdict> {
  if (report.state === 'processing' || report.state === 'closed') return 'already-known';
  if (report.state === 'abnormal' || report.receivedBy === 'seller') return contradict(context, refund, report);
  const { id, state, source, returnedAtMs, attempts } = refund;
  if (WAITING.has(state)) {
    const verdict = await succeed(context, refund, report);
    // Another number is with the provider, and may bring it as well.
    if (verdict === 'succeeded' && state !== 'failed' && attempts > 0)
      await contradict(
        context,
        { ...refund, outRefundNo: report.outRefundNo },
        { ...report, outRefundNo: refund.outRefundNo, state: 'processing' },
      );
    return verdict;
  }
  if (state === 'replaced' && source === 'seller' && returnedAtMs === null) {
    await context.transaction(async (tx) =>
      ok(await tx.em.nativeUpdate(Refund, { id }, { outRefundNo: report.outRefundNo })),
    );
    return succeedReplaced(context, refund, report);
  }
  await paidByBoth(context, refund, report);
  return 'contradicts';
}

/** What is written of a refund that does not get through. */
export const stuck = ({ clock }: PaymentsContext, lastError: string) => ({
  nextAtMs: null,
  lastError,
  stuckAtMs: clock.now(),
});

/** Its payer's account takes nothing any more. A notice that comes again finds another card under way, and waits. */
async function bounce(context: PaymentsContext, { id }: RefundRow, { providerRefundId }: RefundReport): Promise<void> {
  await context.transaction(async (tx) => {
    const set = { ...stuck(context, 'abnormal'), providerRefundId };
    await refunds.bySystem(context, tx, 'bounce', { id, state: { $ne: 'redirecting' } }, set);
    return ok(null);
  });
}

/** Its number is used up: whoever sends it again does so under the next one. */
async function close(context: PaymentsContext, { id, refundKey, ...refund }: RefundRow): Promise<void> {
  await context.transaction(async (tx) => {
    const closedNumbers = refund.closedNumbers + 1;
    const outRefundNo = refundNumber(refundKey, closedNumbers);
    const set = { ...stuck(context, 'closed'), closedNumbers, outRefundNo };
    await refunds.bySystem(context, tx, 'fail', { id, closedNumbers: refund.closedNumbers }, set);
    return ok(null);
  });
}

/** Once, however often the provider says so. */
async function succeed(context: PaymentsContext, refund: RefundRow, report: RefundReport): Promise<RefundVerdict> {
  const { id: refundId, refundKey, orderId, afterSaleId, amountFen } = refund;
  const succeededAtMs = report.succeededAtMs ?? context.clock.now();
  const outcome: Outcome<null> = await context.transaction(async (tx) => {
    // The number by which it came is the refund's from now on.
    const { providerRefundId, outRefundNo } = report;
    const set = { succeededAtMs, nextAtMs: null, lastError: null, cardSealed: null, providerRefundId, outRefundNo };
    if ((await refunds.bySystem(context, tx, 'succeed', { id: refundId }, set)) === 0)
      return refuse(commonRefusals, 'WRONG_STATE');
    const key = await refundBooking(tx, refund);
    await tx.rows
      .updateTable('PaymentPart')
      .set((eb) => ({ refundedFen: eb('refundedFen', '+', amountFen) }))
      .where('id', '=', refund.partId)
      .execute();
    if (refund.source === 'platform-advance')
      await bookAdvance(context, tx, await tx.em.findOneOrFail(Advance, { refundId }), succeededAtMs);
    else await bookRefund(context, tx, refund, { key, happenedAtMs: succeededAtMs });
    await openReturns(context, tx, orderId);
    await ripenRedInvoice(context, tx, refundId);
    const inTime = succeededAtMs <= refund.dueAtMs;
    tx.publish(
      refundCompleted,
      { type: 'refund', id: refundId },
      { refundId, refundKey, orderId, afterSaleId, amountFen, atMs: succeededAtMs, inTime },
    );
    tx.audit({ type: 'refund', id: refundId, clause: '7.6.aa' });
    return ok(null);
  });
  if (outcome.ok) return 'succeeded';
  // Given up between our reading and the provider's word: the buyer has both.
  const now = await context.rows.selectFrom('Refund').select('state').where('id', '=', refundId).executeTakeFirst();
  if (now?.state === 'replaced') return takeRefundStanding(context, report);
  return 'already-known';
}

/**
 * The provider gave its buyer what it had kept, beside the platform's transfer: what the seller paid is booked to the
 * buyer, and the platform's transfer was one too many, which the buyer owes. What the platform itself had laid out is a
 * difference of its day.
 */
async function succeedKept(
  context: PaymentsContext,
  refund: RefundRow,
  { succeededAtMs }: RefundReport,
): Promise<RefundVerdict> {
  const { id, orderId, amountFen, source } = refund;
  return paidTwice(context, refund, async (tx) => {
    if (source !== 'seller') return amountFen;
    const set = { succeededAtMs: succeededAtMs ?? context.clock.now(), nextAtMs: null, lastError: null };
    if ((await refunds.bySystem(context, tx, 'succeed', { id }, set)) === 0) return amountFen;
    const legs = [{ from: account.keptByProvider, to: account.buyers, amountFen }];
    postTransfer(context, tx, { key: await refundBooking(tx, refund), kind: 'refund', orderId, legs });
    return amountFen;
  });
}

/**
 * The platform had transferred it, and the buyer has it all the same. Where the provider had put it into the seller's
 * bank, or the platform had laid it out, what it says now is a difference of its day; else the seller's account paid
 * it.
 */
const succeedReplaced = (
  context: PaymentsContext,
  refund: RefundRow,
  { succeededAtMs }: RefundReport,
): Promise<RefundVerdict> =>
  paidTwice(context, refund, async (tx) =>
    refund.source === 'seller' && refund.returnedAtMs === null
      ? comeAfterAll(context, tx, refund, succeededAtMs ?? context.clock.now())
      : refund.amountFen,
  );

/**
 * The buyer has the provider's money and the platform's: the buyer owes one of them, once, and it is on finance's desk
 * until it came back or two people give it up. `book` says how much of it the platform has borne.
 */
async function paidTwice(
  context: PaymentsContext,
  { id, orderId, amountFen }: RefundRow,
  book: (tx: PaymentsTransaction) => Promise<number> = async () => amountFen,
): Promise<'does-not-match'> {
  context.log.error({ refundId: id }, 'a refund succeeded of which the money was transferred before');
  await context.transaction(async (tx) => {
    await oweTwice(context, tx, { id, orderId, amountFen: await book(tx) });
    return ok(null);
  });
  return 'does-not-match';
}

type RefundRow = RowOf<'Refund'>;

async function bookRefund(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  refund: RefundRow,
  { key, happenedAtMs }: { key: string; happenedAtMs: number },
): Promise<void> {
  postTransfer(context, tx, {
    key,
    kind: 'refund',
    orderId: refund.orderId,
    legs: [{ from: await purseOf(tx, refund), to: account.buyers, amountFen: refund.amountFen }],
    happenedAtMs,
  });
}
