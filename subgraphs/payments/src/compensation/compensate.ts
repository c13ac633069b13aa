import { compensationFailed } from '@heitu/events/payments.compensation-failed.v1';
import { compensationReserved } from '@heitu/events/payments.compensation-reserved.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import { ok, type Outcome } from '@heitu/kit/rules/outcome';
import { Advance } from '../advance/advance.entity.ts';
import { openAdvance } from '../advance/open-advance.ts';
import { COMPENSATION_WITHIN_MS } from '../advance/recovery.policy.ts';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { depositOf } from '../deposit/deposit-of.ts';
import { hashedNumber } from '../payment/numbers.ts';
import { PaymentPart } from '../payment/payment.entity.ts';
import { openRefund } from '../refund/open-refund.ts';
import type { RefundSource } from '../refund/refund.policy.ts';
import { Compensation } from './compensation.entity.ts';
import { compensationLifecycle } from './compensation.lifecycle.ts';
import { leftOf } from './left-of.ts';
import { caseOf, restOf } from './loss.ts';
import { fromDeposit, railFor } from './rail.policy.ts';

export interface CompensationDue {
  complaintId: string;
  orderId: string;
  partyId: string;
  buyerAccountId: string;
  amountFen: number;
  reason: string;
}

/** The number the provider knows it by; another one after each that it closed. */
export const billNumber = (complaintId: string, closedBills: number): string =>
  hashedNumber('K', `${complaintId}:${closedBills}`);

/**
 * Reaction to compensation-due (the liable party agreed) and to advance-due (it refused, and the operator pays first):
 * opens what pays the buyer, once for each complaint. An order that nobody paid for has no payer to pay: then the
 * mediator is told.
 */
export async function compensate(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  due: CompensationDue,
  agreed: boolean,
): Promise<Outcome<unknown>> {
  const { complaintId, orderId, partyId, amountFen } = due;
  // Of one order one after the other: each reads what those before it have left.
  await lockRows(tx, PaymentPart, { orderId });
  if (await isOpened(tx, complaintId)) return ok(null);
  const part = await tx.em.findOne(PaymentPart, { orderId });
  if (!part?.transactionId) {
    tx.publish(compensationFailed, { type: 'complaint', id: complaintId }, { complaintId, orderId, amountFen });
    return ok(null);
  }
  const deposit = await depositOf(tx, partyId);
  const depositFen = deposit?.freeFen ?? 0;
  const rail = railFor({
    liablePartyId: partyId,
    sellerPartyId: part.partyId,
    agreed,
    amountFen,
    leftFen: await leftOf(tx, part),
    depositFen,
  });
  tx.audit({ ...caseOf(due), clause: '6.6.d' });
  // Of two that take the rest of an order's payment at once, the second is paid the other way.
  if (rail === 'refund' && (await refundOf(context, tx, due, 'seller')).ok) return ok(null);
  const paid = fromDeposit({ amountFen, depositFen });
  const { transactionId } = part;
  if (rail === 'deposit' && deposit) {
    await openCompensation(context, tx, { ...due, amountFen: paid }, { transactionId, depositOf: deposit.merchant });
    if (paid === amountFen) return ok(null);
    const rest = { ...due, complaintId: restOf(complaintId), amountFen: amountFen - paid };
    return ok(await payFirst(context, tx, rest, { ...part, transactionId }));
  }
  return ok(await payFirst(context, tx, due, { ...part, transactionId }));
}

/** The platform pays first, by a refund of the order where its seller owes it, else by a transfer. */
async function payFirst(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  due: CompensationDue,
  part: { orderId: string; partyId: string; totalFen: number; reservedFen: number; transactionId: string },
): Promise<unknown> {
  const { partyId: liablePartyId, amountFen } = due;
  const of = { liablePartyId, sellerPartyId: part.partyId, amountFen, leftFen: await leftOf(tx, part) };
  if (railFor({ ...of, agreed: false, depositFen: 0 }) === 'advance-refund') {
    const refund = await refundOf(context, tx, due, 'platform-advance');
    if (refund.ok) return openAdvance(context, tx, { ...due, refundId: refund.value.refundId });
  }
  const { transactionId } = part;
  const compensationId = await openCompensation(context, tx, due, { transactionId, depositOf: null });
  // What the platform itself owes is advanced for nobody.
  return liablePartyId === '' ? null : openAdvance(context, tx, { ...due, compensationId });
}

const refundKeys: Readonly<Record<RefundSource, (complaintId: string) => string>> = {
  seller: (complaintId) => `complaint:${complaintId}`,
  'platform-advance': (complaintId) => `advance:${complaintId}`,
};

async function isOpened(tx: PaymentsTransaction, complaintId: string): Promise<boolean> {
  const found = await tx.rows
    .selectFrom('Refund')
    .select('id')
    .where('refundKey', '=', refundKeys.seller(complaintId))
    .executeTakeFirst();
  return (
    !!found ||
    !!(await tx.em.findOne(Advance, { complaintId })) ||
    !!(await tx.em.findOne(Compensation, { complaintId }))
  );
}

async function refundOf(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { complaintId, orderId, buyerAccountId, amountFen, reason }: CompensationDue,
  source: RefundSource,
) {
  const atMs = context.clock.now();
  const refund = {
    refundKey: refundKeys[source](complaintId),
    orderId,
    amountFen,
    dueAtMs: atMs + COMPENSATION_WITHIN_MS,
  };
  const of = { buyerAccountId, reason, source, afterSaleId: null, whenShort: 'refuse' } as const;
  const opened = await openRefund(context, tx, { ...refund, ...of });
  if (opened.ok) tx.publish(compensationReserved, { type: 'refund', id: opened.value.refundId }, { ...refund, atMs });
  return opened;
}

/** Writes the intent to pay; a job then calls the provider. */
export async function openCompensation(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { complaintId, orderId, partyId, amountFen, reason }: CompensationDue,
  { transactionId, depositOf }: { transactionId: string; depositOf: string | null },
): Promise<string> {
  const nowMs = context.clock.now();
  const id = context.newId();
  await tx.em.insert(Compensation, {
    id,
    complaintId,
    orderId,
    partyId,
    source: depositOf ? 'deposit' : 'platform',
    depositOf,
    transactionId,
    outBillNo: billNumber(complaintId, 0),
    amountFen,
    reason: reason.slice(0, 80),
    state: compensationLifecycle.initial,
    dueAtMs: nowMs + COMPENSATION_WITHIN_MS,
    nextAtMs: nowMs,
    createdAtMs: nowMs,
  });
  return id;
}
