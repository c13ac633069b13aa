import { Advance } from '../advance/advance.entity.ts';
import { recoveries } from '../advance/advance.moves.ts';
import { openDebt, paidOffLeg } from '../advance/debt.ts';
import { BUYER_DEBTOR } from '../advance/recovery.policy.ts';
import { Compensation } from '../compensation/compensation.entity.ts';
import { insteadOf, twiceOf } from '../compensation/loss.ts';
import type { PaymentsContext, PaymentsTransaction, RowOf } from '../context.ts';
import { account } from '../ledger/account.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import { openReturns } from '../share/open-returns.ts';
import { refunds } from './refund.moves.ts';
import { refundBooking } from './refund-booking.ts';
import { purseOf } from './replace-refund.ts';

/**
 * The provider had closed a refund, so that its seller's account had the money again and the seller owed the platform's
 * transfer; then the buyer got it all the same. The seller has paid its refund, and pays nothing else: it owes the
 * transfer no more. The buyer owes what is one too many, to whoever has borne it: the platform, and the seller as far
 * as it had paid the transfer off (9.2.cp). Answers how much the platform has borne.
 */
export async function comeAfterAll(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  refund: RowOf<'Refund'>,
  succeededAtMs: number,
): Promise<number> {
  const { id, orderId, partId, partyId, amountFen } = refund;
  const set = { succeededAtMs, nextAtMs: null, lastError: null };
  if ((await refunds.bySystem(context, tx, 'come-after-all', { id, returnedAtMs: null }, set)) === 0) return 0;
  await tx.rows
    .updateTable('PaymentPart')
    .set((eb) => ({
      reservedFen: eb('reservedFen', '+', amountFen),
      refundedFen: eb('refundedFen', '+', amountFen),
    }))
    .where('id', '=', partId)
    .execute();
  const legs = [{ from: await purseOf(tx, refund), to: account.buyers, amountFen }];
  postTransfer(context, tx, { key: await refundBooking(tx, refund), kind: 'refund', orderId, legs });
  await openReturns(context, tx, orderId);
  const paidFen = await endClaim(context, tx, refund);
  await openDebt(context, tx, {
    caseKey: twiceOf(`${id}:${partyId}`),
    orderId,
    amountFen: paidFen,
    partyId: BUYER_DEBTOR,
    creditorPartyId: partyId,
  });
  tx.audit({ type: 'refund', id, clause: '9.2.cp' });
  return amountFen - paidFen;
}

/** What the seller owes for the transfer ends; answers how much of it the seller had paid. */
async function endClaim(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { id: refundId, orderId }: RowOf<'Refund'>,
): Promise<number> {
  const claim = await tx.rows
    .selectFrom('Recovery as v')
    .innerJoin('Advance as a', 'a.id', 'v.advanceId')
    .innerJoin('Compensation as c', 'c.id', 'a.compensationId')
    .select(['v.id', 'v.partyId', 'v.creditorPartyId', 'v.amountFen', 'v.setOffFen', 'v.state', 'v.endHow'])
    .where('c.complaintId', '=', insteadOf(refundId))
    .executeTakeFirst();
  if (!claim) {
    await leaveWithPlatform(tx, refundId);
    return 0;
  }
  const { id, amountFen, setOffFen, state } = claim;
  if (state !== 'open') return state === 'recovered' || claim.endHow === 'received' ? amountFen : setOffFen;
  const now = { id, setOffFen, settingOffFen: 0 };
  const endedAtMs = context.clock.now();
  // A settlement that sets off of it ends within minutes; whoever told this tells it again.
  if ((await recoveries.bySystem(context, tx, 'void', now, { endedAtMs, nextAtMs: null })) === 0)
    throw new Error(`the transfer instead of refund ${refundId} is being set off`);
  const legs = [paidOffLeg(claim, amountFen - setOffFen)];
  postTransfer(context, tx, { key: `ended:${id}`, kind: 'recovery', orderId, legs });
  return setOffFen;
}

/** The transfer has not arrived yet: when it does, nobody but the buyer owes it. */
async function leaveWithPlatform(tx: PaymentsTransaction, refundId: string): Promise<void> {
  const complaintId = insteadOf(refundId);
  const due = await tx.em.nativeDelete(Advance, { complaintId, state: 'due' });
  if (due > 0) await tx.em.nativeUpdate(Compensation, { complaintId }, { partyId: '' });
}
