import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { InvoiceHead } from './invoice.entity.ts';

/** Invoices keep the head that they were asked for with. */
export const removeInvoiceHead = mutation({
  name: 'removeInvoiceHead',
  description: 'A buyer removes a saved head. Invoices that were asked for with it keep it.',
  may: permit.role('consumer'),
  input: z.object({ headId: identifier().describe('The saved head.') }),
  refusals: { NOT_FOUND },
  shows: asItIs(PaymentsDone),
  run: (context, { headId }, refuse) =>
    context.transaction(async (tx) => {
      const removed = await tx.em.nativeDelete(InvoiceHead, { id: headId, accountId: context.actor.id });
      if (removed === 0) return refuse('NOT_FOUND');
      tx.audit({ type: 'account', id: context.actor.id });
      return ok({ id: headId });
    }),
});
