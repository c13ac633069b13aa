import { hasRole, partiesFor } from '@heitu/kit/rules/actor';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { SELLER_ROLES } from '@heitu/standard';
import { mutation } from '../context.ts';
import { Invoice } from './invoice.entity.ts';
import { invoiceId } from './invoice.fields.ts';
import { invoicesById } from './invoice.loader.ts';
import { invoices } from './invoice.moves.ts';
import { invoiceDueAtMs } from './invoice.policy.ts';
import { InvoiceView } from './invoice.view.ts';

/** What the tax platform refused is sent again, once what it named was put right. */
export const resubmitInvoice = mutation({
  name: 'resubmitInvoice',
  description: "The seller, or finance, sends an invoice again that the tax authority's platform had refused.",
  may: permit.role(...SELLER_ROLES, 'finance'),
  input: z.object({ invoiceId: invoiceId() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: rowAfter(InvoiceView, invoicesById),
  run: (context, { invoiceId: id }, refuse) =>
    context.transaction(async (tx) => {
      const invoice = await tx.em.findOne(Invoice, { id });
      const mine = partiesFor(context.actor, SELLER_ROLES, 'finance');
      if (!invoice || !(hasRole(context.actor, 'finance') || mine.includes(invoice.partyId)))
        return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const set = { nextAtMs: nowMs, dueAtMs: invoiceDueAtMs(nowMs) };
      return (await invoices.move(context, tx, 'resubmit', invoice, refuse, { set })) ?? ok({ id });
    }),
});
