import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { advancePaid } from '@heitu/events/payments.advance-paid.v1';
import { insteadOf, refundInPlaceOf, wholeOf } from '../compensation/loss.ts';
import { partsPaid, type PartsPaid } from '../compensation/parts-paid.ts';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { account } from '../ledger/account.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import { refundBooking } from '../refund/refund-booking.ts';
import { Advance, Recovery } from './advance.entity.ts';
import { recoveryLifecycle, type RecoveryState } from './advance.lifecycle.ts';
import { advances } from './advance.moves.ts';
import { COLLECTED_WORKING_DAYS, ownsPayment } from './recovery.policy.ts';

/**
 * The operator paid first: its money went out to the buyer, or into the bank of a seller where no card of the buyer
 * took it, and a claim on the liable party, whoever that is, opens (6.6.d). `out` is null where the money was booked
 * when it went out, before anybody owed it.
 */
export async function bookAdvance(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  advance: AdvanceToBook,
  paidAtMs: number,
  out: { from: string; to: string } | null = { from: account.platformFunds, to: account.buyers },
): Promise<void> {
  const { id: advanceId, complaintId, orderId, partyId, amountFen } = advance;
  const claim = await claimOf(tx, advanceId);
  if (claim && out) return bookAgain(context, tx, advance, { claim, paidAtMs, out });
  postTransfer(context, tx, {
    key: `advance:${advanceId}`,
    kind: 'advance',
    orderId,
    legs: [
      ...(out === null ? [] : [{ ...out, amountFen }]),
      { from: account.claimedFrom(partyId), to: account.claims, amountFen },
    ],
  });
  const recoveryId = context.newId();
  const openedAtMs = context.clock.now();
  const isReturnable = await isOfItsSeller(tx, advance);
  const isReturned = isReturnable && (await isReturnedBefore(tx, advance));
  await advances.bySystem(context, tx, 'pay', { id: advanceId }, { paidAtMs });
  await tx.em.insert(Recovery, {
    id: recoveryId,
    advanceId,
    partyId,
    amountFen,
    setOffFen: 0,
    settingOffFen: 0,
    state: recoveryLifecycle.initial,
    nextAtMs: isReturnable && !isReturned ? addWorkingDays(openedAtMs, COLLECTED_WORKING_DAYS) : null,
    openedAtMs,
    returnFailedAtMs: isReturned ? openedAtMs : null,
  });
  const insteadOfRefundId = refundInPlaceOf(advance);
  const parts = await partsPaid(tx, advance);
  // The deposit's part is still to come: then both are told.
  if (parts === null) return;
  const ids = { orderId, partyId };
  const paid =
    parts === 'whole' ? { advanceId, recoveryId, complaintId, ...ids, amountFen } : advancedInPart(parts, ids);
  tx.publish(
    advancePaid,
    { type: 'advance', id: advanceId },
    { ...paid, ...(insteadOfRefundId !== null && { insteadOfRefundId }) },
  );
}

/** What the platform advanced beside a deposit, as trust is told of it. */
export const advancedInPart = (
  { complaintId, fromDepositFen, advancedFen: amountFen, advanceId, recoveryId }: PartsPaid,
  of: { orderId: string; partyId: string },
) => ({ advanceId, recoveryId, complaintId, ...of, amountFen, ...(fromDepositFen > 0 && { fromDepositFen }) });

interface AdvanceToBook {
  id: string;
  complaintId: string;
  orderId: string;
  partyId: string;
  amountFen: number;
  refundId?: string | null;
  compensationId?: string | null;
}
const claimOf = (tx: PaymentsTransaction, advanceId: string) =>
  tx.rows
    .selectFrom('Recovery')
    .select(['id', 'state', 'returnFailedAtMs'])
    .where('advanceId', '=', advanceId)
    .executeTakeFirst();

/**
 * It was said to have arrived, and had not (undo-refund.ts); now it has. Its claim is the one of before, of which
 * nothing was asked meanwhile: nobody owes it twice, and what has come of it stays.
 */
async function bookAgain(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  advance: AdvanceToBook,
  by: {
    claim: { id: string; state: RecoveryState; returnFailedAtMs: number | null };
    paidAtMs: number;
    out: { from: string; to: string };
  },
): Promise<void> {
  const { id: advanceId, complaintId, orderId, partyId, amountFen, refundId, compensationId } = advance;
  const { claim, paidAtMs, out } = by;
  if ((await advances.bySystem(context, tx, 'pay', { id: advanceId }, { paidAtMs })) === 0) return;
  const key = refundId ? await refundBooking(tx, { id: refundId, orderId }) : `advance:${advanceId}:${compensationId}`;
  postTransfer(context, tx, { key, kind: 'advance', orderId, legs: [{ ...out, amountFen }] });
  if (claim.returnFailedAtMs === null && (await isOfItsSeller(tx, advance))) {
    const nextAtMs = addWorkingDays(context.clock.now(), COLLECTED_WORKING_DAYS);
    await tx.em.nativeUpdate(Recovery, { id: claim.id, state: 'open' }, { nextAtMs });
  }
  tx.publish(
    advancePaid,
    { type: 'advance', id: advanceId },
    { advanceId, recoveryId: claim.id, complaintId: wholeOf(complaintId), orderId, partyId, amountFen, again: true },
  );
}

/** The buyer has nothing of it: it is paid once more, and until then nobody is asked for it. */
export async function unpayAdvance(context: PaymentsContext, tx: PaymentsTransaction, refundId: string): Promise<void> {
  const { id } = await tx.em.findOneOrFail(Advance, { refundId });
  await advances.bySystem(context, tx, 'undo', { id }, { paidAtMs: null });
  await tx.em.nativeUpdate(Recovery, { advanceId: id, state: 'open' }, { nextAtMs: null });
}

/** The provider returns of a refund once: another claim, which its transfer was left with, has had that or has it. */
async function isReturnedBefore(tx: PaymentsTransaction, { refundId }: AdvanceToBook): Promise<boolean> {
  if (!refundId) return false;
  const other = await tx.rows
    .selectFrom('Recovery as v')
    .innerJoin('Advance as a', 'a.id', 'v.advanceId')
    .innerJoin('Compensation as c', 'c.id', 'a.compensationId')
    .select('v.id')
    .where('c.complaintId', '=', insteadOf(refundId))
    .where((eb) =>
      eb.or([
        eb('v.state', '=', 'collecting'),
        eb.and([eb('v.state', '=', 'recovered'), eb('v.setOffFen', '<', eb.ref('v.amountFen'))]),
      ]),
    )
    .executeTakeFirst();
  return other !== undefined;
}

/** Whether the provider can take it back: it was a refund, and its seller is who owes it. */
async function isOfItsSeller(
  tx: PaymentsTransaction,
  { refundId, partyId }: { refundId?: string | null; partyId: string },
): Promise<boolean> {
  if (!refundId) return false;
  const refund = await tx.rows.selectFrom('Refund').select('partyId').where('id', '=', refundId).executeTakeFirst();
  return ownsPayment({ liablePartyId: partyId, sellerPartyId: refund?.partyId ?? null });
}
