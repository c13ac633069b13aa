import { compensationFailed } from '@heitu/events/payments.compensation-failed.v1';
import { ok, type Outcome } from '@heitu/kit/rules/outcome';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { PaymentPart } from '../payment/payment.entity.ts';
import { openRefund } from '../refund/open-refund.ts';
import type { RefundSource } from '../refund/refund.policy.ts';
import { Advance } from './advance.entity.ts';
import { advanceLifecycle } from './advance.lifecycle.ts';
import { COMPENSATION_WITHIN_MS, ownsPayment } from './recovery.policy.ts';

export interface Compensation {
  complaintId: string;
  orderId: string;
  partyId: string;
  buyerAccountId: string;
  amountFen: number;
  reason: string;
}

/** The refund that pays a compensation, whole or not at all: where it cannot be paid, the mediator is told. */
async function openCompensation(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  due: Compensation,
  { refundKey, source }: { refundKey: string; source: RefundSource },
): Promise<Outcome<{ refundId: string }>> {
  const { complaintId, orderId, buyerAccountId, amountFen, reason } = due;
  const dueAtMs = context.clock.now() + COMPENSATION_WITHIN_MS;
  const refund = { refundKey, orderId, buyerAccountId, amountFen, reason, source, afterSaleId: null, dueAtMs };
  const opened = await openRefund(context, tx, { ...refund, whenShort: 'refuse' });
  if (!opened.ok)
    tx.publish(compensationFailed, { type: 'complaint', id: complaintId }, { complaintId, orderId, amountFen });
  return opened;
}

/**
 * Reaction to compensation-due: whoever is liable agreed. Only the order's seller has money that the provider can
 * refund from; for anybody else the operator pays first and claims it back, so that nobody pays for another's fault
 * (6.6.d).
 */
export async function compensate(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  due: Compensation,
): Promise<Outcome<unknown>> {
  const part = await tx.em.findOne(PaymentPart, { orderId: due.orderId });
  const isSellers = !part || ownsPayment({ liablePartyId: due.partyId, sellerPartyId: part.partyId });
  if (!isSellers) return openAdvance(context, tx, due);
  return openCompensation(context, tx, due, { refundKey: `complaint:${due.complaintId}`, source: 'seller' });
}

/**
 * Reaction to advance-due: the operator pays first, from its own account at the provider; the recovery from the liable
 * party opens when the money has arrived.
 */
export async function openAdvance(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  due: Compensation,
): Promise<Outcome<unknown>> {
  if (await tx.em.findOne(Advance, { complaintId: due.complaintId })) return ok(null);
  const { complaintId, orderId, partyId, amountFen } = due;
  const refund = await openCompensation(context, tx, due, {
    refundKey: `advance:${complaintId}`,
    source: 'platform-advance',
  });
  if (!refund.ok) return refund;
  const advance = { id: context.newId(), complaintId, orderId, partyId, refundId: refund.value.refundId, amountFen };
  await tx.em.insert(Advance, {
    ...advance,
    state: advanceLifecycle.initial,
    createdAtMs: context.clock.now(),
  });
  tx.audit({ type: 'complaint', id: complaintId, clause: '6.6.d' });
  return ok(null);
}
