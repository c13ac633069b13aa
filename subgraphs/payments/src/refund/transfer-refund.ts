import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { refunds } from './refund.moves.ts';
import { releaseRefused } from './replace-refund.ts';

/** Finance gives up on a refund that does not get through: the platform transfers the money to the payer. */
export const transferRefund = mutation({
  name: 'transferRefund',
  description: 'Replaces a refund that does not get through by a transfer to its payer, claimed from the seller.',
  may: permit.role('finance'),
  input: z.object({ refundId: identifier().describe('A refund that failed, or that its card did not take.') }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: asItIs(PaymentsDone),
  run: (context, { refundId: id }, refuse) =>
    context.transaction(async (tx) => {
      const refund = await tx.rows.selectFrom('Refund').selectAll().where('id', '=', id).executeTakeFirst();
      if (!refund) return refuse('NOT_FOUND');
      const set = { nextAtMs: refund.state === 'abnormal' ? context.clock.now() : null };
      const refused = await refunds.move(context, tx, 'transfer', refund, refuse, { set });
      if (refused) return refused;
      if (refund.state === 'failed') await releaseRefused(context, tx, refund);
      return ok({ id });
    }),
});
