import { chinaTime } from '@heitu/kit/rules/calendar';
import { COPY_ROWS_MAX, type CopySection } from '@heitu/kit/privacy/persons';
import { yuan } from '@heitu/kit/rules/money';
import type { PaymentsContext, PaymentsRows } from '../context.ts';
import { Invoice, InvoiceHead, InvoiceMandate } from './invoice.entity.ts';
import { HEAD_KINDS } from './invoice.policy.ts';
import { invoiceLifecycle } from './invoice.lifecycle.ts';

const ENDED: readonly string[] = ['issued', 'withdrawn', 'lapsed'];

/** A buyer's invoices, and a seller's: while one or what turns it red is under way, and when the last was issued. */
export async function invoicesOf(rows: PaymentsRows, subjectId: string) {
  const found = await rows
    .selectFrom('Invoice')
    .select(['id', 'state', 'issuedAtMs'])
    .where((eb) => eb.or([eb('buyerAccountId', '=', subjectId), eb('partyId', '=', subjectId)]))
    .execute();
  const reds = await rows
    .selectFrom('RedInvoice as red')
    .innerJoin('Invoice as of', 'of.id', 'red.invoiceId')
    .select(['red.state', 'red.issuedAtMs'])
    .where((eb) => eb.or([eb('of.buyerAccountId', '=', subjectId), eb('of.partyId', '=', subjectId)]))
    .execute();
  const issued = [...found, ...reds].flatMap(({ issuedAtMs }) => issuedAtMs ?? []);
  return {
    open:
      found.some(({ state }) => !ENDED.includes(state)) ||
      reds.some(({ state }) => !['issued', 'void', 'offline'].includes(state)),
    lastMs: issued.length > 0 ? Math.max(...issued) : null,
  };
}

export async function invoicingCopy(context: PaymentsContext, accountId: string): Promise<CopySection[]> {
  const { rows, vault } = context;
  const open = async (sealed: string | null, what: string) => sealed && vault.open(accountId, sealed, what);
  const heads = await rows.selectFrom('InvoiceHead').selectAll().where('accountId', '=', accountId).execute();
  const invoices = await rows
    .selectFrom('Invoice')
    .selectAll()
    .where('buyerAccountId', '=', accountId)
    .orderBy('askedAtMs', 'desc')
    .limit(COPY_ROWS_MAX)
    .execute();
  return [
    {
      title: '发票抬头',
      rows: await Promise.all(
        heads.map(async ({ kind, name, taxNumber }) => ({
          类型: HEAD_KINDS[kind],
          抬头: await open(name, 'copy.invoice-head'),
          税号: await open(taxNumber, 'copy.tax-number'),
        })),
      ),
    },
    {
      title: '发票',
      rows: await Promise.all(
        invoices.map(async (invoice) => ({
          订单号: invoice.orderNumber,
          抬头: await open(invoice.headName, 'copy.invoice-head'),
          税号: await open(invoice.headTaxNumber, 'copy.tax-number'),
          状态: invoiceLifecycle.texts[invoice.state],
          发票号码: invoice.number,
          金额元: yuan(invoice.amountFen),
          申请时间: chinaTime(invoice.askedAtMs),
        })),
      ),
    },
  ];
}

/** What no key covers goes with it: whose a saved head was, and what a seller had us do. */
export async function forgetInvoicing(context: PaymentsContext, subjectId: string): Promise<void> {
  await context.em.nativeDelete(InvoiceHead, { accountId: subjectId });
  await context.em.nativeDelete(InvoiceMandate, { partyId: subjectId });
  await context.em.nativeUpdate(Invoice, { buyerAccountId: subjectId }, { headName: null, headTaxNumber: null });
}
