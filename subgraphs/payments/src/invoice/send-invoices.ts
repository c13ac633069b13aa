import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok, type Outcome } from '@heitu/kit/rules/outcome';
import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { askLater } from '../ask-later.ts';
import { BATCH_MAX } from '../provider.policy.ts';
import { invoices } from './invoice.moves.ts';
import { linesToInvoice, sumOf } from './invoice.policy.ts';
import { keepInvoiceFile, takeInvoiceStanding, type InvoiceRow } from './take-invoice-standing.ts';
import { invoiceToIssue } from './what-to-issue.ts';

/**
 * Job: decides what an invoice says and sends it, asks about those that were sent, and fetches the files of those that
 * are issued. What was tried once is asked about before it is sent again, under the same number, so that even a repeat
 * issues one invoice.
 */
export async function sendInvoices(context: PaymentsContext): Promise<void> {
  await eachAlone(await rowsNow(context, ['due']), (row) => decide(context, row));
  await eachAlone(await rowsNow(context, ['sent']), (row) => carry(context, row));
  await eachAlone(await rowsNow(context, ['issued']), (row) => keepInvoiceFile(context, row));
}

const rowsNow = ({ rows, clock }: PaymentsContext, states: readonly InvoiceRow['state'][]) =>
  rows
    .selectFrom('Invoice')
    .selectAll()
    .where('state', 'in', states)
    .where('nextAtMs', '<=', clock.now())
    .orderBy('nextAtMs')
    .limit(BATCH_MAX)
    .execute();

/**
 * What is invoiced is what is still paid for: refunds that were asked for are left out, and each one after it turns the
 * invoice red, since both take the order's part.
 */
async function decide(context: PaymentsContext, row: InvoiceRow): Promise<void> {
  await context.transaction(async (tx): Promise<Outcome<null>> => {
    const mandate = await tx.rows
      .selectFrom('InvoiceMandate')
      .selectAll()
      .where('partyId', '=', row.partyId)
      .executeTakeFirst();
    if (!mandate) {
      await invoices.bySystem(context, tx, 'await-seller', { id: row.id }, { nextAtMs: null });
      return ok(null);
    }
    const part = await tx.rows
      .selectFrom('PaymentPart')
      .select(['totalFen', 'reservedFen'])
      .where('id', '=', row.partId)
      .executeTakeFirstOrThrow();
    const leftFen = part.totalFen - (await givenBackFen(tx, row.partId));
    if (leftFen <= 0) {
      const set = { liveOrderId: null, nextAtMs: null };
      await invoices.bySystem(context, tx, 'withdraw', { id: row.id }, set);
      return ok(null);
    }
    if (!(await takePart(tx, row, part.reservedFen))) return ok(null);
    const { route, rateBasisPoints } = mandate;
    const lines = linesToInvoice(fromJson(row.sold), leftFen, rateBasisPoints);
    const set = {
      lines: toJson([...lines]),
      route,
      rateBasisPoints,
      amountFen: leftFen,
      taxFen: sumOf(lines, 'taxFen'),
      redFen: 0,
      attempts: 0,
      nextAtMs: context.clock.now(),
    };
    if ((await invoices.bySystem(context, tx, 'send', { id: row.id }, set)) === 0)
      throw new Error(`invoice ${row.id} was changed while its order's part was taken`);
    return ok(null);
  });
}

/** Every refund of the order, also one whose money reaches the buyer by a transfer instead. */
async function givenBackFen(tx: PaymentsTransaction, partId: string): Promise<number> {
  const { fen } = await tx.rows
    .selectFrom('Refund')
    .select(({ fn }) => fn.sum<number | null>('amountFen').as('fen'))
    .where('partId', '=', partId)
    .executeTakeFirstOrThrow();
  return Number(fen ?? 0);
}

/** False where a refund was quicker: the next turn decides anew. */
async function takePart(tx: PaymentsTransaction, row: InvoiceRow, reservedFen: number): Promise<boolean> {
  const taken = await tx.rows
    .updateTable('PaymentPart')
    .set({ invoiceId: row.id })
    .where('id', '=', row.partId)
    .where('reservedFen', '=', reservedFen)
    .where('invoiceId', 'is', null)
    .executeTakeFirst();
  return taken.numUpdatedRows > 0n;
}

async function carry(context: PaymentsContext, row: InvoiceRow): Promise<void> {
  const { tax } = context.services;
  if (row.attempts > 0) {
    const known = await tax.queryInvoice(row.requestNumber);
    if (known.ok) return takeInvoiceStanding(context, row, known.value);
    if (known.error.meaning !== 'not-found') return askLater(context, 'Invoice', row, known.error.code);
  }
  // Counted before it leaves: a process that is killed here leaves a row that is asked about.
  await askLater(context, 'Invoice', row, null);
  const answer = await tax.issue(await invoiceToIssue(context, row));
  if (answer.ok) return takeInvoiceStanding(context, row, answer.value);
  const { code, outcome, message } = answer.error;
  if (outcome === 'unknown') return askLater(context, 'Invoice', { ...row, attempts: row.attempts + 1 }, code);
  const reason = `${code} ${message}`.trim();
  return takeInvoiceStanding(context, row, { state: 'refused', number: null, issuedAt: null, reason });
}
