import { DAY_MS } from '@heitu/kit/rules/clock';
import { eachAlone } from '@heitu/kit/data/each-alone';
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
import { CARDS_MAX, STUCK } from './refund.policy.ts';

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

/**
 * The platform transfers to the payer what the refund could not bring, and claims it from the seller: who has the
 * money, in its bank or still with the order, or for whom the platform had laid it out, which is then claimed by this
 * transfer instead.
 */
async function transferInstead(context: PaymentsContext, tx: PaymentsTransaction, refund: RefundRow): Promise<void> {
  const { id, orderId, partId, partyId, amountFen, reason } = refund;
  const { transactionId } = await tx.rows
    .selectFrom('PaymentPart')
    .select('transactionId')
    .where('id', '=', partId)
    .executeTakeFirstOrThrow();
  if (!transactionId) throw new Error(`refund ${id} is of an order that nobody paid`);
  const due = { complaintId: insteadOf(id), orderId, partyId, buyerAccountId: '', amountFen, reason };
  const compensationId = await openCompensation(context, tx, due, { transactionId, depositOf: null });
  if (refund.source === 'seller') await openAdvance(context, tx, { ...due, compensationId });
  else await tx.em.nativeUpdate(Advance, { refundId: id }, { refundId: null, compensationId });
  // The buyer has it either way: what was bought for it is given back.
  await ripenRedInvoice(context, tx, id);
  tx.audit({ type: 'refund', id, clause: '7.6.aa' });
}

/** The provider has put it into the seller's bank; now the platform transfers it to the buyer. */
export async function replaceReturned(
  context: PaymentsContext,
  refund: RefundRow,
  returnedAtMs: number,
): Promise<'replaced' | 'already-known'> {
  const { id, orderId, partyId, amountFen } = refund;
  const outcome = await context.transaction(async (tx) => {
    const set = { returnedAtMs, nextAtMs: null, lastError: null };
    if ((await refunds.bySystem(context, tx, 'replace', { id }, set)) === 0) return ok(false);
    await tx.rows
      .updateTable('PaymentPart')
      .set((eb) => ({ refundedFen: eb('refundedFen', '+', amountFen) }))
      .where('id', '=', refund.partId)
      .execute();
    await transferInstead(context, tx, refund);
    if (refund.source === 'seller')
      postTransfer(context, tx, {
        key: `refund:${id}`,
        kind: 'refund-to-bank',
        orderId,
        legs: [{ from: await purseOf(tx, refund), to: account.bankOf(partyId), amountFen }],
      });
    else await claimReturned(context, tx, refund, returnedAtMs);
    await openReturns(context, tx, orderId);
    return ok(true);
  });
  return outcome.ok && outcome.value ? 'replaced' : 'already-known';
}

/** The seller's bank has what the platform laid out: the seller owes that, beside what the transfer costs. */
async function claimReturned(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { id: refundId, orderId, partyId, amountFen }: RefundRow,
  returnedAtMs: number,
): Promise<void> {
  const advance = await openAdvance(context, tx, {
    complaintId: insteadOf(refundId),
    orderId,
    partyId,
    amountFen,
    refundId,
  });
  await bookAdvance(context, tx, advance, returnedAtMs, account.bankOf(partyId));
}

/** What the provider never took from the seller stays with the order, and is claimed from the seller. */
export async function releaseRefused(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  refund: RefundRow,
): Promise<void> {
  await tx.rows
    .updateTable('PaymentPart')
    .set((eb) => ({ reservedFen: eb('reservedFen', '-', refund.amountFen) }))
    .where('id', '=', refund.partId)
    .execute();
  await transferInstead(context, tx, refund);
}

/** The buyer was told that no other card is asked for, and that the platform transfers it. */
const isOutOfCards = ({ state, cardTries }: RefundRow): boolean => state === 'abnormal' && cardTries >= CARDS_MAX;

/** Job: nobody found another way for a refund that does not get through: the platform transfers it (7.6.aa). */
export async function replaceStuckRefunds(context: PaymentsContext): Promise<void> {
  const nowMs = context.clock.now();
  const due = await context.rows
    .selectFrom('Refund')
    .selectAll()
    .where('state', 'in', ['abnormal', 'failed'])
    .where((eb) =>
      eb.or([
        eb('stuckAtMs', '<=', nowMs - STUCK.workingDays * DAY_MS),
        eb.and([eb('state', '=', 'abnormal'), eb('cardTries', '>=', CARDS_MAX)]),
      ]),
    )
    .orderBy('stuckAtMs')
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(
    due.filter((refund) => isOutOfCards(refund) || refundLifecycle.hasLapsed(refund, nowMs)),
    (refund) =>
      context.transaction(async (tx) => {
        const { id, state } = refund;
        const set = { nextAtMs: state === 'abnormal' ? nowMs : null };
        const moved = await refunds.bySystem(context, tx, 'transfer', { id, state }, set);
        if (moved > 0 && state === 'failed') await releaseRefused(context, tx, refund);
        return ok(null);
      }),
  );
}
