import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { RedInvoice } from './invoice.entity.ts';
import { redInvoices } from './invoice.moves.ts';
import { invoiceDueAtMs } from './invoice.policy.ts';

/** Finance has a red invoice tried again, under its next sheet number. */
export const retryRedInvoice = mutation({
  name: 'retryRedInvoice',
  description: 'Finance has a red invoice that could not be got tried again.',
  may: permit.role('finance'),
  input: z.object({ redInvoiceId: identifier().describe('The red invoice that failed.') }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: asItIs(PaymentsDone),
  run: (context, { redInvoiceId: id }, refuse) =>
    context.transaction(async (tx) => {
      const red = await tx.em.findOne(RedInvoice, { id });
      if (!red) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const set = { nextAtMs: nowMs, dueAtMs: invoiceDueAtMs(nowMs) };
      return (await redInvoices.move(context, tx, 'retry', red, refuse, { set })) ?? ok({ id });
    }),
});
