import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { RedInvoice } from './invoice.entity.ts';
import { redInvoices } from './invoice.moves.ts';
import { sheetNumber } from './invoice.numbers.ts';
import { invoiceDueAtMs, redReasonOf } from './invoice.policy.ts';
import { redInvoiceLifecycle } from './red-invoice.lifecycle.ts';

/**
 * A refund of an order whose invoice was sent will turn just its amount red. Called where the refund reserves its
 * amount: whoever sends an invoice takes the same row, so that each refund is either left out of it or turned red.
 */
export async function openRedInvoice(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  refund: { refundId: string; refundKey: string; partId: string; partyId: string; amountFen: number },
): Promise<void> {
  const { refundId, partId, partyId } = refund;
  const part = await tx.rows
    .selectFrom('PaymentPart')
    .select('invoiceId')
    .where('id', '=', partId)
    .executeTakeFirstOrThrow();
  if (part.invoiceId === null) return;
  const invoice = await tx.rows
    .selectFrom('Invoice')
    .select(['amountFen', 'redFen'])
    .where('id', '=', part.invoiceId)
    .executeTakeFirstOrThrow();
  // Money is never held up for an invoice: what was promised twice, and paid by a transfer once, is red one time.
  const amountFen = Math.min(refund.amountFen, invoice.amountFen - invoice.redFen);
  if (amountFen <= 0) return;
  const reddened = await tx.rows
    .updateTable('Invoice')
    .set((eb) => ({ redFen: eb('redFen', '+', amountFen) }))
    .where('id', '=', part.invoiceId)
    .where('redFen', '=', invoice.redFen)
    .executeTakeFirst();
  if (reddened.numUpdatedRows === 0n)
    throw new Error(`invoice ${part.invoiceId} changed while refund ${refundId} took the order's part`);
  const nowMs = context.clock.now();
  await tx.em.insert(RedInvoice, {
    id: context.newId(),
    invoiceId: part.invoiceId,
    refundId,
    partyId,
    amountFen,
    taxFen: 0,
    reason: redReasonOf(refund),
    sheetNumber: sheetNumber(refundId, 0),
    sheets: 0,
    state: redInvoiceLifecycle.initial,
    dueAtMs: invoiceDueAtMs(nowMs),
    createdAtMs: nowMs,
    attempts: 0,
  });
}

/** Its money has arrived: what it lessens is turned red now. */
export async function ripenRedInvoice(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  refundId: string,
): Promise<void> {
  const nowMs = context.clock.now();
  await redInvoices.bySystem(context, tx, 'ripen', { refundId }, { nextAtMs: nowMs, dueAtMs: invoiceDueAtMs(nowMs) });
}
