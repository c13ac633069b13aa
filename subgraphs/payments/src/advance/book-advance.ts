import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { advancePaid } from '@heitu/events/payments.advance-paid.v1';
import { refundInPlaceOf } from '../compensation/loss.ts';
import { partsPaid, type PartsPaid } from '../compensation/parts-paid.ts';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { account } from '../ledger/account.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import { Recovery } from './advance.entity.ts';
import { recoveryLifecycle } from './advance.lifecycle.ts';
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
  advance: {
    id: string;
    complaintId: string;
    orderId: string;
    partyId: string;
    amountFen: number;
    refundId?: string | null;
  },
  paidAtMs: number,
  out: { from: string; to: string } | null = { from: account.platformFunds, to: account.buyers },
): Promise<void> {
  const { id: advanceId, complaintId, orderId, partyId, amountFen } = advance;
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
  await advances.bySystem(context, tx, 'pay', { id: advanceId }, { paidAtMs });
  await tx.em.insert(Recovery, {
    id: recoveryId,
    advanceId,
    partyId,
    amountFen,
    setOffFen: 0,
    settingOffFen: 0,
    state: recoveryLifecycle.initial,
    nextAtMs: (await isReturnable(tx, advance)) ? addWorkingDays(openedAtMs, COLLECTED_WORKING_DAYS) : null,
    openedAtMs,
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

/** Whether the provider can take it back: it was a refund, and its seller is who owes it. */
async function isReturnable(
  tx: PaymentsTransaction,
  { refundId, partyId }: { refundId?: string | null; partyId: string },
): Promise<boolean> {
  if (!refundId) return false;
  const refund = await tx.rows.selectFrom('Refund').select('partyId').where('id', '=', refundId).executeTakeFirst();
  return ownsPayment({ liablePartyId: partyId, sellerPartyId: refund?.partyId ?? null });
}
