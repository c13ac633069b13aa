import { DAY_MS } from '@heitu/kit/rules/clock';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { keysOf, must } from '@heitu/kit/rules/checked';
import { ok } from '@heitu/kit/rules/outcome';
import { Advance } from '../advance/advance.entity.ts';
import { bookAdvance } from '../advance/book-advance.ts';
import { openAdvance } from '../advance/open-advance.ts';
import { openCompensation } from '../compensation/compensate.ts';
import { insteadOf } from '../compensation/loss.ts';
import type { PaymentsContext, PaymentsTransaction, RowOf } from '../context.ts';
import { ripenRedInvoice } from '../invoice/open-red-invoice.ts';
import { account } from '../ledger/account.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import { BATCH_MAX } from '../provider.policy.ts';
import { openReturns } from '../share/open-returns.ts';
import { refundLifecycle } from './refund.lifecycle.ts';
import { refunds } from './refund.moves.ts';
import { refundBooking } from './refund-booking.ts';
import { CARDS_MAX, HELD_ASKED_EACH_MS, OVER_AFTER, type RefundSource } from './refund.policy.ts';

type RefundRow = RowOf<'Refund'>;

/** Before settlement a refund comes out of what the provider holds frozen; after it, from the seller's own account. */
export async function purseOf(
  tx: PaymentsTransaction,
  { orderId, partyId }: { orderId: string; partyId: string },
): Promise<string> {
  const settled = await tx.rows
    .selectFrom('Settlement')
    .select('id')
    .where('orderId', '=', orderId)
    .where('state', '=', 'settled')
    .executeTakeFirst();
  return settled ? account.seller(partyId) : account.frozen(partyId);
}

/** Out of whose money a refund is paid: its seller's, or what the platform lays out. */
export const payerOf = async (
  tx: PaymentsTransaction,
  { source, ...of }: { source: RefundSource; orderId: string; partyId: string },
): Promise<string> => (source === 'seller' ? purseOf(tx, of) : account.platformFunds);

/**
 * The platform transfers to the payer what the refund could not bring. What the platform had laid out is claimed by
 * this transfer instead; what the seller paid, where the seller has it again (`isWithSeller`), in its bank or still
 * with the order: else the provider keeps it.
 */
export async function transferInstead(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  refund: RefundRow,
  isWithSeller: boolean,
): Promise<void> {
  const { id, orderId, partId, amountFen, reason } = refund;
  // Whose account has been emptied owes nothing: until the money is back there, the transfer is the platform's own.
  const partyId = refund.source === 'seller' && !isWithSeller ? '' : refund.partyId;
  const { transactionId } = await tx.rows
    .selectFrom('PaymentPart')
    .select('transactionId')
    .where('id', '=', partId)
    .executeTakeFirstOrThrow();
  if (!transactionId) throw new Error(`refund ${id} is of an order that nobody paid`);
  const due = { complaintId: insteadOf(id), orderId, partyId, buyerAccountId: '', amountFen, reason };
  const compensationId = await openCompensation(context, tx, due, { transactionId, depositOf: null });
  if (refund.source === 'seller') {
    if (isWithSeller) await openAdvance(context, tx, { ...due, compensationId });
  } else await tx.em.nativeUpdate(Advance, { refundId: id }, { refundId: null, compensationId });
  // The buyer has it either way: what was bought for it is given back.
  await ripenRedInvoice(context, tx, id);
  tx.audit({ type: 'refund', id, clause: '7.6.aa' });
}

/** The transfer that was made, or is, before the seller had the money again; null where there was none. */
const laidOutFor = (tx: PaymentsTransaction, refundId: string) =>
  tx.rows
    .selectFrom('Compensation')
    .select(['id', 'state'])
    .where('complaintId', '=', insteadOf(refundId))
    .executeTakeFirst();

/** The seller has it again, so that the transfer which the platform made before is claimed from it. */
async function claimLaidOut(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { id, orderId, partyId, amountFen, source }: RefundRow,
  { id: compensationId, state }: { id: string; state: string },
  backAtMs: number,
): Promise<void> {
  // What the platform had laid out is claimed since the transfer was made.
  if (source !== 'seller') return;
  const of = { complaintId: insteadOf(id), orderId, partyId, amountFen, compensationId };
  const advance = await openAdvance(context, tx, of);
  // Where the transfer has not arrived yet, its arrival opens the claim.
  if (state === 'paid') await bookAdvance(context, tx, advance, backAtMs, null);
}

/**
 * Job and answer: the provider will not give it to the seller's bank, or has not in its time. The buyer waits for
 * neither; what the seller paid lies with the provider, so that nobody is asked for the transfer until the seller has
 * it again (7.6.aa).
 */
export async function layOut(context: PaymentsContext, id: string, lastError: string | null): Promise<void> {
  await context.transaction(async (tx) => {
    const set = { nextAtMs: context.clock.now() + HELD_ASKED_EACH_MS, lastError };
    if ((await refunds.bySystem(context, tx, 'lay-out', { id }, set)) === 0) return ok(null);
    const refund = await tx.rows.selectFrom('Refund').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    await transferInstead(context, tx, refund, false);
    await bookKept(context, tx, refund);
    return ok(null);
  });
}

/**
 * It has left the account that paid it, and reached nobody: the provider owes it to the platform, which has paid the
 * buyer. Out of the order it is refunded, so that the rest of the order is settled and shared.
 */
async function bookKept(context: PaymentsContext, tx: PaymentsTransaction, refund: RefundRow): Promise<void> {
  const { id, orderId, amountFen, source } = refund;
  const from = await payerOf(tx, refund);
  const legs = [{ from, to: account.keptByProvider, amountFen }];
  postTransfer(context, tx, { key: `refund-kept:${id}`, kind: 'refund-kept', orderId, legs });
  if (source !== 'seller') return;
  await addRefunded(tx, refund, amountFen);
  await openReturns(context, tx, orderId);
}

const addRefunded = (tx: PaymentsTransaction, { partId }: RefundRow, fen: number) =>
  tx.rows
    .updateTable('PaymentPart')
    .set((eb) => ({ refundedFen: eb('refundedFen', '+', fen) }))
    .where('id', '=', partId)
    .execute();

/** The provider closed what it kept: the seller's account has it again, and the seller owes the transfer. */
export async function releaseHeld(context: PaymentsContext, refund: RefundRow): Promise<void> {
  await context.transaction(async (tx) => {
    const set = { nextAtMs: null, lastError: null };
    if ((await refunds.bySystem(context, tx, 'release', { id: refund.id }, set)) === 0) return ok(null);
    const { id, orderId, amountFen, source } = refund;
    await releaseReserved(tx, refund);
    if (source === 'seller') await addRefunded(tx, refund, -amountFen);
    const to = await payerOf(tx, refund);
    const legs = [{ from: account.keptByProvider, to, amountFen }];
    postTransfer(context, tx, { key: `refund-released:${id}`, kind: 'refund-released', orderId, legs });
    const laidOut = must(await laidOutFor(tx, id), 'the transfer instead');
    await claimLaidOut(context, tx, refund, laidOut, context.clock.now());
    return ok(null);
  });
}

/** The provider has put it into the seller's bank; the platform transfers it to the buyer, if it has not before. */
export async function replaceReturned(
  context: PaymentsContext,
  refund: RefundRow,
  returnedAtMs: number,
): Promise<'replaced' | 'already-known'> {
  const { id, orderId, partyId, amountFen } = refund;
  const outcome = await context.transaction(async (tx) => {
    const set = { returnedAtMs, nextAtMs: null, lastError: null };
    if ((await refunds.bySystem(context, tx, 'replace', { id }, set)) === 0) return ok(false);
    const laidOut = await laidOutFor(tx, id);
    // What the provider kept counts as refunded since the transfer; not what the platform had laid out.
    if (!laidOut || refund.source !== 'seller') await addRefunded(tx, refund, amountFen);
    if (laidOut) await claimLaidOut(context, tx, refund, laidOut, returnedAtMs);
    else await transferInstead(context, tx, refund, true);
    if (refund.source === 'seller')
      postTransfer(context, tx, {
        key: await refundBooking(tx, refund),
        kind: 'refund-to-bank',
        orderId,
        legs: [
          {
            from: laidOut ? account.keptByProvider : await purseOf(tx, refund),
            to: account.bankOf(partyId),
            amountFen,
          },
        ],
      });
    else
      await claimReturned(context, tx, refund, returnedAtMs, laidOut ? account.keptByProvider : account.platformFunds);
    await openReturns(context, tx, orderId);
    return ok(true);
  });
  return outcome.ok && outcome.value ? 'replaced' : 'already-known';
}

/**
 * The seller's bank has what the platform laid out: the seller owes that, beside what the transfer costs. `from` is
 * null where what the bank has is booked by another.
 */
export async function claimReturned(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { id: refundId, orderId, partyId, amountFen }: RefundRow,
  returnedAtMs: number,
  from: string | null,
): Promise<void> {
  const advance = await openAdvance(context, tx, {
    complaintId: insteadOf(refundId),
    orderId,
    partyId,
    amountFen,
    refundId,
  });
  await bookAdvance(context, tx, advance, returnedAtMs, from === null ? null : { from, to: account.bankOf(partyId) });
}

/** What the provider never took from the seller stays with the order, and is claimed from the seller. */
export async function releaseRefused(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  refund: RefundRow,
): Promise<void> {
  await releaseReserved(tx, refund);
  await transferInstead(context, tx, refund, true);
}

async function releaseReserved(tx: PaymentsTransaction, { partId, amountFen }: RefundRow): Promise<void> {
  await tx.rows
    .updateTable('PaymentPart')
    .set((eb) => ({ reservedFen: eb('reservedFen', '-', amountFen) }))
    .where('id', '=', partId)
    .execute();
}

/** The buyer was told that no other card is asked for, and that the platform transfers it. */
const isOutOfCards = ({ state, cardTries }: RefundRow): boolean => state === 'abnormal' && cardTries >= CARDS_MAX;

/** By the table, to the moment; `then` where no desk is waited for. */
const isOver = (refund: RefundRow, nowMs: number): boolean =>
  isOutOfCards(refund) || (refundLifecycle.lastAtMs(refund) ?? refundLifecycle.dueAtMs(refund) ?? Infinity) <= nowMs;

/** Job: nobody found another way for a refund that does not get through: the platform transfers it (7.6.aa). */
export async function replaceStuckRefunds(context: PaymentsContext): Promise<void> {
  const nowMs = context.clock.now();
  const due = await context.rows
    .selectFrom('Refund')
    .selectAll()
    // What the provider keeps for months would stand before all that is newer; a working day is no shorter than a day.
    .where((eb) =>
      eb.or([
        ...keysOf(OVER_AFTER).map((state) =>
          eb.and([eb('state', '=', state), eb('stuckAtMs', '<=', nowMs - OVER_AFTER[state] * DAY_MS)]),
        ),
        eb.and([eb('state', '=', 'abnormal'), eb('cardTries', '>=', CARDS_MAX)]),
      ]),
    )
    .orderBy('stuckAtMs')
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(
    due.filter((refund) => isOver(refund, nowMs)),
    (refund) => endStuck(context, refund),
  );
}

async function endStuck(context: PaymentsContext, refund: RefundRow): Promise<void> {
  const { id, state, lastError } = refund;
  if (state === 'returning') return layOut(context, id, lastError);
  await context.transaction(async (tx) => {
    if (state === 'held') return ok(await refunds.bySystem(context, tx, 'give-up', { id }, { nextAtMs: null }));
    const set = { nextAtMs: state === 'abnormal' ? context.clock.now() : null };
    const moved = await refunds.bySystem(context, tx, 'transfer', { id, state }, set);
    if (moved > 0 && state === 'failed') await releaseRefused(context, tx, refund);
    return ok(null);
  });
}
