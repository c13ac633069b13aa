import { createHash } from 'node:crypto';
import { commonRefusals, ok, refuse, type Outcome } from '@heitu/kit/outcome';
import { PaymentPart, Refund } from '../entities.ts';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';

export interface OpenRefund {
  /** Deterministic: the same refund asked for twice is one refund. */
  refundKey: string;
  orderId: string;
  buyerAccountId: string;
  amountFen: number;
  reason: string;
  source: 'seller' | 'platform-advance';
  afterSaleId: string | null;
  dueAtMs: number;
}

/** `refundKey` → the number the provider knows it by: 32 characters it allows. */
export const refundNumber = (refundKey: string): string => `R${createHash('sha256').update(refundKey).digest('hex').slice(0, 31)}`;

/**
 * Writes the intent to refund; a job then calls the provider. Never more than was paid: the amount is reserved on the
 * order's part by one conditional update. Answers the refund's id, the known one on a repeat.
 */
export async function openRefund(context: PaymentsContext, tx: PaymentsTransaction, input: OpenRefund): Promise<Outcome<{ refundId: string }>> {
  const known = await tx.em.findOne(Refund, { refundKey: input.refundKey });
  if (known) return ok({ refundId: known.id });
  const part = await tx.em.findOne(PaymentPart, { orderId: input.orderId });
  // The event that says it was paid may still be on its way here: let it be delivered again.
  if (!part?.transactionId) throw new Error(`order ${input.orderId} is not known as paid`);
  const reserved = await tx.rows
    .updateTable('PaymentPart')
    .set((eb) => ({ reservedFen: eb('reservedFen', '+', input.amountFen) }))
    .where('id', '=', part.id)
    .where((eb) => eb(eb('reservedFen', '+', input.amountFen), '<=', eb.ref('totalFen')))
    .executeTakeFirst();
  if (Number(reserved.numUpdatedRows) === 0 || !Number.isSafeInteger(input.amountFen) || input.amountFen <= 0) {
    context.log.error({ orderId: input.orderId, refundKey: input.refundKey, amountFen: input.amountFen }, 'a refund above what was paid was asked for');
    return refuse(commonRefusals, 'WRONG_STATE');
  }
  const refundId = context.newId();
  const nowMs = context.clock.now();
  const { refundKey, orderId, buyerAccountId, amountFen, source, afterSaleId, dueAtMs } = input;
  await tx.em.insert(Refund, { id: refundId, refundKey, partId: part.id, orderId, partyId: part.partyId, buyerAccountId, outRefundNo: refundNumber(refundKey), amountFen, reason: input.reason.slice(0, 80), source, afterSaleId, state: 'due', dueAtMs, nextAtMs: nowMs, attempts: 0, createdAtMs: nowMs });
  tx.audit({ type: 'refund', id: refundId, clause: '7.6.aa' });
  return ok({ refundId });
}
