import { must } from '@heitu/kit/rules/checked';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { PaymentsContext } from '../context.ts';
import type { InvoiceRow } from './take-invoice-standing.ts';
import { ISSUE_ROUTES } from './issuer.policy.ts';
import type { InvoiceToIssue, TaxParty } from './tax-channel.ts';

/** What the tax platform is told: in the seller's name, by the seller's leave, to the buyer's head. */
export async function invoiceToIssue(context: PaymentsContext, row: InvoiceRow): Promise<InvoiceToIssue> {
  const route = ISSUE_ROUTES[must(row.route, 'the route of an invoice that is sent')];
  return {
    requestNumber: row.requestNumber,
    seller: await sellerOf(context, row.partyId),
    buyer: await opened(context, row.buyerAccountId, row.headName, row.headTaxNumber),
    isByBureau: row.route === 'bureau-for-farmer',
    isTaxFree: route.isTaxFree,
    specialCode: route.specialCode,
    rateBasisPoints: row.rateBasisPoints ?? 0,
    lines: fromJson(must(row.lines, 'the lines of an invoice that is sent')),
    totalFen: row.amountFen,
    taxFen: row.taxFen,
    remark: `订单 ${row.orderNumber}`,
  };
}

async function sellerOf(context: PaymentsContext, partyId: string): Promise<TaxParty> {
  const mandate = await context.rows
    .selectFrom('InvoiceMandate')
    .select(['name', 'taxNumber'])
    .where('partyId', '=', partyId)
    .executeTakeFirst();
  // Taken back after the invoice was sent: it is asked about, and nothing new is sent in the seller's name.
  if (!mandate) throw new Error(`party ${partyId} no longer leaves its invoices to the platform`);
  return opened(context, partyId, mandate.name, mandate.taxNumber);
}

/** Nobody is shown it: it goes where its owner had it sent. */
async function opened(
  { vault }: PaymentsContext,
  subjectId: string,
  name: string | null,
  taxNumber: string | null,
): Promise<TaxParty> {
  return {
    name: must(name && (await vault.openUnrecorded(subjectId, name)), `the name of ${subjectId}`),
    taxNumber: taxNumber === null ? null : await vault.openUnrecorded(subjectId, taxNumber),
  };
}
