import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext, RowOf } from '../context.ts';
import { askLater } from '../ask-later.ts';
import { askedAgain } from '../provider.policy.ts';
import { RedInvoice } from './invoice.entity.ts';
import { redInvoices } from './invoice.moves.ts';
import { sheetNumber } from './invoice.numbers.ts';
import { CONFIRM_WITHIN_MS, invoiceDueAtMs, SHEETS_MAX } from './invoice.policy.ts';
import { putFile } from './take-invoice-standing.ts';
import type { TaxStanding } from './tax-channel.ts';

/** A red invoice with what is needed of its blue one. */
export interface RedRow extends RowOf<'RedInvoice'> {
  invoiceNumber: string | null;
  invoiceState: RowOf<'Invoice'>['state'];
  invoiceLines: RowOf<'Invoice'>['lines'];
  rateBasisPoints: number | null;
  buyerAccountId: string;
  orderId: string;
}
const ERROR_MAX = 200;

/** Takes in what the tax platform verifiably says of a confirmation sheet. */
export async function takeRedStanding(context: PaymentsContext, row: RedRow, standing: TaxStanding): Promise<void> {
  const { state, number, issuedAt, reason } = standing;
  if (state === 'issued' && number) return issue(context, row, number, issuedAt);
  if (state === 'refused') return fail(context, row, reason ?? 'REFUSED');
  if (state === 'void') return nextSheet(context, row, 'SHEET_VOID');
  await context.transaction(async (tx) => {
    const set = { ...askedAgain(context, row), lastError: null };
    if (state === 'confirming' && row.state === 'sent') {
      const confirmDueAtMs = context.clock.now() + CONFIRM_WITHIN_MS;
      await redInvoices.bySystem(context, tx, 'ask-buyer', { id: row.id }, { ...set, confirmDueAtMs });
    } else await tx.em.nativeUpdate(RedInvoice, { id: row.id, nextAtMs: { $ne: null } }, set);
    return ok(null);
  });
}

async function issue(context: PaymentsContext, row: RedRow, number: string, issuedAt: Date | null): Promise<void> {
  await context.transaction(async (tx) => {
    const nowMs = context.clock.now();
    const issuedAtMs = issuedAt?.getTime() ?? nowMs;
    const set = { number, issuedAtMs, nextAtMs: nowMs, attempts: 0, lastError: null };
    if ((await redInvoices.bySystem(context, tx, 'issue', { id: row.id }, set)) > 0)
      tx.audit({ type: 'invoice', id: row.invoiceId });
    return ok(null);
  });
}

async function fail(context: PaymentsContext, row: RedRow, reason: string): Promise<void> {
  await context.transaction(async (tx) => {
    const sheets = row.sheets + 1;
    const set = {
      sheets,
      sheetNumber: sheetNumber(row.refundId, sheets),
      lastError: reason.slice(0, ERROR_MAX),
      nextAtMs: null,
      attempts: 0,
      dueAtMs: invoiceDueAtMs(context.clock.now()),
    };
    await redInvoices.bySystem(context, tx, 'fail', { id: row.id }, set);
    return ok(null);
  });
}

/** Nobody answered the sheet: the next one has another number; after some a person looks. */
export async function nextSheet(context: PaymentsContext, row: RedRow, reason: string): Promise<void> {
  const sheets = row.sheets + 1;
  if (sheets >= SHEETS_MAX || row.state === 'sent') return fail(context, row, reason);
  await context.transaction(async (tx) => {
    const nowMs = context.clock.now();
    const set = {
      sheets,
      sheetNumber: sheetNumber(row.refundId, sheets),
      lastError: reason,
      nextAtMs: nowMs,
      attempts: 0,
      confirmDueAtMs: null,
      dueAtMs: invoiceDueAtMs(nowMs),
    };
    await redInvoices.bySystem(context, tx, 'resend', { id: row.id }, set);
    return ok(null);
  });
}

export async function keepRedFile(context: PaymentsContext, row: RedRow): Promise<void> {
  const file = await context.services.tax.file(row.number ?? '');
  if (!file.ok) return askLater(context, 'RedInvoice', row, file.error.code);
  await context.transaction(async (tx) => {
    const fileId = context.newId();
    const set = { fileId, nextAtMs: null, lastError: null };
    // Whoever may see the invoice may read it.
    const things = [
      { type: 'red-invoice', id: row.id },
      { type: 'invoice', id: row.invoiceId },
    ];
    if ((await tx.em.nativeUpdate(RedInvoice, { id: row.id, fileId: null }, set)) > 0)
      await putFile(context, tx, { fileId, ownerId: row.buyerAccountId, things }, file.value);
    return ok(null);
  });
}
