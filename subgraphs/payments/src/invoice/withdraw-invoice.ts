import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { Invoice } from './invoice.entity.ts';
import { invoiceId } from './invoice.fields.ts';
import { invoicesById } from './invoice.loader.ts';
import { invoices } from './invoice.moves.ts';
import { InvoiceView } from './invoice.view.ts';

/** The buyer no longer wants it, or wants it made out to another head: possible until it was sent. */
export const withdrawInvoice = mutation({
  name: 'withdrawInvoice',
  description: 'The buyer takes back the wish for an invoice that was not sent yet; it can be asked for again.',
  may: permit.role('consumer'),
  input: z.object({ invoiceId: invoiceId() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: rowAfter(InvoiceView, invoicesById),
  run: (context, { invoiceId: id }, refuse) =>
    context.transaction(async (tx) => {
      const invoice = await tx.em.findOne(Invoice, { id, buyerAccountId: context.actor.id });
      if (!invoice) return refuse('NOT_FOUND');
      const set = { liveOrderId: null, nextAtMs: null };
      return (await invoices.move(context, tx, 'withdraw', invoice, refuse, { set })) ?? ok({ id });
    }),
});
