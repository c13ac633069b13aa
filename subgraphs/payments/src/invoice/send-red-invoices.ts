import { eachAlone } from '@heitu/kit/data/each-alone';
import { must } from '@heitu/kit/rules/checked';
import { ok } from '@heitu/kit/rules/outcome';
import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { askLater } from '../ask-later.ts';
import { askedAgain, BATCH_MAX } from '../provider.policy.ts';
import { RedInvoice } from './invoice.entity.ts';
import { redInvoices } from './invoice.moves.ts';
import { linesToRedden, sumOf, type TaxedLine } from './invoice.policy.ts';
import type { RedToIssue } from './tax-channel.ts';
import { keepRedFile, nextSheet, takeRedStanding, type RedRow } from './take-red-standing.ts';

/**
 * Job: turns red what refunds took back, one sheet for each refund, and asks about those that were sent. A sheet that
 * its buyer has not confirmed in time is void, and the next one is sent.
 */
export async function sendRedInvoices(context: PaymentsContext): Promise<void> {
  await eachAlone(await rowsNow(context, ['due']), (row) => decide(context, row));
  await eachAlone(await rowsNow(context, ['sent', 'confirming']), (row) => carry(context, row));
  await eachAlone(await rowsNow(context, ['issued']), (row) => keepRedFile(context, row));
}

const rowsNow = ({ rows, clock }: PaymentsContext, states: readonly RedRow['state'][]): Promise<RedRow[]> =>
  rows
    .selectFrom('RedInvoice as red')
    .innerJoin('Invoice as of', 'of.id', 'red.invoiceId')
    .selectAll('red')
    .select(['of.number as invoiceNumber', 'of.state as invoiceState', 'of.lines as invoiceLines'])
    .select(['of.rateBasisPoints as rateBasisPoints', 'of.buyerAccountId as buyerAccountId', 'of.orderId as orderId'])
    .where('red.state', 'in', states)
    .where('red.nextAtMs', '<=', clock.now())
    // In the order in which they were asked for, since each takes what the ones before have left.
    .orderBy('red.nextAtMs')
    .orderBy('red.id')
    .limit(BATCH_MAX)
    .execute();

/** Of an invoice whose outcome is not known yet nothing turns red; one that was refused has nothing that could. */
async function decide(context: PaymentsContext, row: RedRow): Promise<void> {
  await context.transaction(async (tx) => {
    if (row.invoiceState !== 'issued') {
      const set = askedAgain(context, row);
      await tx.em.nativeUpdate(RedInvoice, { id: row.id, state: 'due' }, set);
      return ok(null);
    }
    const lines = row.lines === null ? await linesOf(tx, row) : fromJson<readonly TaxedLine[]>(row.lines);
    const set = {
      lines: toJson([...lines]),
      taxFen: sumOf(lines, 'taxFen'),
      attempts: 0,
      nextAtMs: context.clock.now(),
    };
    await redInvoices.bySystem(context, tx, 'send', { id: row.id }, set);
    return ok(null);
  });
}

async function linesOf(tx: PaymentsTransaction, row: RedRow): Promise<readonly TaxedLine[]> {
  const earlier = await tx.rows
    .selectFrom('RedInvoice')
    .select('lines')
    .where('invoiceId', '=', row.invoiceId)
    .where('lines', 'is not', null)
    .execute();
  return linesToRedden(
    fromJson(must(row.invoiceLines, 'the lines of an issued invoice')),
    earlier.map(({ lines }) => fromJson(must(lines, 'the lines of a red invoice'))),
    row.amountFen,
    row.rateBasisPoints ?? 0,
  );
}

const redToIssue = (row: RedRow): RedToIssue => ({
  sheetNumber: row.sheetNumber,
  invoiceNumber: must(row.invoiceNumber, 'the number of an issued invoice'),
  reason: row.reason,
  lines: fromJson(must(row.lines, 'the lines of a red invoice that is sent')).filter(({ totalFen }) => totalFen > 0),
  totalFen: row.amountFen,
  taxFen: row.taxFen,
});

async function carry(context: PaymentsContext, row: RedRow): Promise<void> {
  const { tax } = context.services;
  if (row.attempts > 0) {
    const known = await tax.queryRed(row.sheetNumber);
    if (known.ok) return takeRedStanding(context, row, known.value);
    if (known.error.meaning !== 'not-found') return askLater(context, 'RedInvoice', row, known.error.code);
  }
  if (row.state === 'confirming') return nextSheet(context, row, 'SHEET_NOT_FOUND');
  await askLater(context, 'RedInvoice', row, null);
  const answer = await tax.redden(redToIssue(row));
  if (answer.ok) return takeRedStanding(context, row, answer.value);
  const { code, outcome, message } = answer.error;
  if (outcome === 'unknown') return askLater(context, 'RedInvoice', { ...row, attempts: row.attempts + 1 }, code);
  context.log.error({ redInvoiceId: row.id, code }, 'the tax platform refuses a red invoice; finance must look');
  const reason = `${code} ${message}`.trim();
  return takeRedStanding(context, row, { state: 'refused', number: null, issuedAt: null, reason });
}
