import { invoiceIssued } from '@heitu/events/payments.invoice-issued.v1';
import type { FileThing } from '@heitu/kit/privacy/file-uses';
import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext, PaymentsTransaction, RowOf } from '../context.ts';
import { askLater } from '../ask-later.ts';
import { PaymentPart } from '../payment/payment.entity.ts';
import { INVOICE_FILE } from './invoice.files.ts';
import { Invoice } from './invoice.entity.ts';
import { invoices, redInvoices } from './invoice.moves.ts';
import { requestNumber } from './invoice.numbers.ts';
import { invoiceDueAtMs } from './invoice.policy.ts';
import type { TaxStanding } from './tax-channel.ts';

export type InvoiceRow = RowOf<'Invoice'>;
const ERROR_MAX = 200;

/** Takes in what the tax platform verifiably says of an invoice; the same however often it says so. */
export async function takeInvoiceStanding(
  context: PaymentsContext,
  row: InvoiceRow,
  standing: TaxStanding,
): Promise<void> {
  if (standing.state === 'issued' && standing.number) return issue(context, row, standing, standing.number);
  if (standing.state === 'refused') return refuse(context, row, standing.reason ?? 'REFUSED');
  return askLater(context, 'Invoice', row, null);
}

async function issue(
  context: PaymentsContext,
  row: InvoiceRow,
  { issuedAt }: TaxStanding,
  number: string,
): Promise<void> {
  await context.transaction(async (tx) => {
    const nowMs = context.clock.now();
    const issuedAtMs = issuedAt?.getTime() ?? nowMs;
    // The file is fetched next.
    const set = { number, issuedAtMs, nextAtMs: nowMs, attempts: 0, lastError: null };
    if ((await invoices.bySystem(context, tx, 'issue', { id: row.id }, set)) === 0) return ok(null);
    const { id: invoiceId, orderId, orderNumber, partyId, buyerAccountId, amountFen } = row;
    tx.publish(
      invoiceIssued,
      { type: 'invoice', id: invoiceId },
      { invoiceId, orderId, orderNumber, partyId, buyerAccountId, amountFen, issuedAtMs },
    );
    tx.audit({ type: 'invoice', id: invoiceId });
    return ok(null);
  });
}

/** Nothing was issued: its order's part is free again, and nothing of it turns red. */
async function refuse(context: PaymentsContext, row: InvoiceRow, reason: string): Promise<void> {
  context.log.warn({ invoiceId: row.id, reason }, 'the tax platform refuses an invoice; its seller must look');
  await context.transaction(async (tx) => {
    const refusals = row.refusals + 1;
    const set = {
      refusals,
      requestNumber: requestNumber(row.id, refusals),
      lastError: reason.slice(0, ERROR_MAX),
      dueAtMs: invoiceDueAtMs(context.clock.now()),
      nextAtMs: null,
      attempts: 0,
      redFen: 0,
    };
    if ((await invoices.bySystem(context, tx, 'refuse', { id: row.id }, set)) === 0) return ok(null);
    await leavePart(context, tx, row);
    tx.audit({ type: 'invoice', id: row.id });
    return ok(null);
  });
}

async function leavePart(context: PaymentsContext, tx: PaymentsTransaction, row: InvoiceRow): Promise<void> {
  await tx.em.nativeUpdate(PaymentPart, { id: row.partId, invoiceId: row.id }, { invoiceId: null });
  await redInvoices.bySystem(context, tx, 'drop', { invoiceId: row.id }, { nextAtMs: null });
}

/** The file of an issued invoice, kept under the buyer's key: the buyer's phone opens it from here. */
export async function keepInvoiceFile(context: PaymentsContext, row: InvoiceRow): Promise<void> {
  const file = await context.services.tax.file(row.number ?? '');
  if (!file.ok) return askLater(context, 'Invoice', row, file.error.code);
  await context.transaction(async (tx) => {
    const fileId = context.newId();
    const taken = await tx.em.nativeUpdate(
      Invoice,
      { id: row.id, fileId: null },
      { fileId, nextAtMs: null, lastError: null },
    );
    const of = { fileId, ownerId: row.buyerAccountId, things: [{ type: 'invoice', id: row.id }] };
    if (taken > 0) await putFile(context, tx, of, file.value);
    return ok(null);
  });
}

export const putFile = (
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { fileId, ownerId, things }: { fileId: string; ownerId: string; things: readonly FileThing[] },
  bytes: Buffer,
): Promise<void> =>
  context.files.put(
    tx.em,
    {
      id: fileId,
      ownerId,
      purpose: INVOICE_FILE,
      isPublic: false,
      atMs: context.clock.now(),
      mediaType: 'application/pdf',
      bytes,
    },
    things,
  );
