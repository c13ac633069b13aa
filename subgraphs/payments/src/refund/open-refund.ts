import type { refundDue } from '@heitu/events/orders.refund-due.v1';
import { refundCompleted } from '@heitu/events/payments.refund-completed.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { lockRows } from '@heitu/kit/data/only-one';
import { toJson } from '@heitu/kit/rules/typed-json';
import { commonRefusals, ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { leftOf } from '../compensation/left-of.ts';
import { openRedInvoice } from '../invoice/open-red-invoice.ts';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { hashedNumber } from '../payment/numbers.ts';
import { PaymentPart } from '../payment/payment.entity.ts';
import { Refund, type RefundLine } from './refund.entity.ts';
import { refundLifecycle } from './refund.lifecycle.ts';
import type { RefundSource } from './refund.policy.ts';

export interface OpenRefund {
  /** Deterministic: the same refund asked for twice is one refund. */
  refundKey: string;
  orderId: string;
  /** Null where nobody here knows whose it was. */
  buyerAccountId: string | null;
  amountFen: number;
  reason: string;
  source: RefundSource;
  afterSaleId: string | null;
  dueAtMs: number;
  lines?: readonly RefundLine[] | undefined;
  /** Where less is left of the payment (others paid it back): refuse, or give back what is left, even nothing. */
  whenShort: 'refuse' | 'what-is-left';
}

/** `refundKey` → the number the provider knows it by; another one after each that it closed. */
export const refundNumber = (refundKey: string, closedNumbers = 0): string =>
  hashedNumber('R', closedNumbers === 0 ? refundKey : `${refundKey}:${closedNumbers}`);

/**
 * Writes the intent to refund; a job then calls the provider. Never more than was paid: the amount is reserved on the
 * order's part by one conditional update. Answers the refund's id, the known one on a repeat; refuses an order that was
 * not paid.
 */
export async function openRefund(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  input: OpenRefund,
): Promise<Outcome<{ refundId: string }>> {
  const known = await tx.em.findOne(Refund, { refundKey: input.refundKey });
  if (known) return ok({ refundId: known.id });
  // Of one order one after the other: each reads what those before it have left.
  await lockRows(tx, PaymentPart, { orderId: input.orderId });
  const part = await tx.em.findOne(PaymentPart, { orderId: input.orderId });
  if (!part?.transactionId) return refuse(commonRefusals, 'NOT_FOUND');
  const isShortened = input.whenShort === 'what-is-left';
  const amountFen = isShortened ? Math.min(input.amountFen, await leftOf(tx, part)) : input.amountFen;
  const nowMs = context.clock.now();
  const refundId = context.newId();
  const { refundKey, orderId, buyerAccountId, source, afterSaleId, dueAtMs } = input;
  if (amountFen === 0 && isShortened) {
    tx.publish(
      refundCompleted,
      { type: 'refund', id: refundId },
      { refundId, refundKey, orderId, afterSaleId, amountFen, atMs: nowMs, inTime: true },
    );
    return ok({ refundId });
  }
  const reserved = await tx.rows
    .updateTable('PaymentPart')
    .set((eb) => ({ reservedFen: eb('reservedFen', '+', amountFen) }))
    .where('id', '=', part.id)
    .where((eb) => eb(eb('reservedFen', '+', amountFen), '<=', eb.ref('totalFen')))
    .executeTakeFirst();
  if (Number(reserved.numUpdatedRows) === 0 || !Number.isSafeInteger(amountFen) || amountFen <= 0) {
    context.log.warn({ orderId, refundKey, amountFen }, 'a refund above what is left of the payment was asked for');
    return refuse(commonRefusals, 'WRONG_STATE');
  }
  await tx.em.insert(Refund, {
    id: refundId,
    refundKey,
    partId: part.id,
    orderId,
    partyId: part.partyId,
    buyerAccountId,
    outRefundNo: refundNumber(refundKey),
    amountFen,
    reason: input.reason.slice(0, 80),
    source,
    afterSaleId,
    lines: input.lines ? toJson([...input.lines]) : null,
    state: refundLifecycle.initial,
    dueAtMs,
    nextAtMs: nowMs,
    attempts: 0,
    createdAtMs: nowMs,
  });
  await openRedInvoice(context, tx, { refundId, refundKey, partId: part.id, partyId: part.partyId, amountFen });
  tx.audit({ type: 'refund', id: refundId, clause: '7.6.aa' });
  return ok({ refundId });
}

/** What orders has the seller give back of its order, and no more than is left of it. */
export async function refundPart(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  due: PayloadOf<typeof refundDue>,
): Promise<void> {
  const opened = await openRefund(context, tx, { ...due, source: 'seller', whenShort: 'what-is-left' });
  // The event that says it was paid may still be on its way here: let this one be delivered again.
  if (!opened.ok) throw new Error(`order ${due.orderId} is not known as paid`);
}
