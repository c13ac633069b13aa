import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { Compensation } from '../compensation/compensation.entity.ts';
import { compensations } from '../compensation/compensation.moves.ts';
import { PaymentsDone } from '../done.view.ts';
import { refunds } from '../refund/refund.moves.ts';
import { ShareReturn } from '../share/share.entity.ts';
import { shareReturns } from '../share/share.moves.ts';
import { Settlement } from './settlement.entity.ts';
import { settlements } from './settlement.moves.ts';

/**
 * What failed goes back to due with its number: the provider is asked about it before it is sent again. Only a
 * compensation that the provider has closed has another number by then.
 */
export const retryMoney = mutation({
  name: 'retryMoney',
  description: 'Finance sends a failed refund, compensation, settlement or return of a share again.',
  may: permit.role('finance'),
  input: z.object({ id: identifier().describe('A failed refund, compensation, settlement or return of a share.') }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: asItIs(PaymentsDone),
  run: (context, { id }, refuse) =>
    context.transaction(async (tx) => {
      const set = { nextAtMs: context.clock.now(), attempts: 1 };
      const refund = await tx.rows.selectFrom('Refund').selectAll().where('id', '=', id).executeTakeFirst();
      if (refund) return (await refunds.move(context, tx, 'retry', refund, refuse, { set })) ?? ok({ id });
      const compensation = await tx.em.findOne(Compensation, { id });
      if (compensation)
        return (await compensations.move(context, tx, 'retry', compensation, refuse, { set })) ?? ok({ id });
      const back = await tx.em.findOne(ShareReturn, { id });
      if (back) return (await shareReturns.move(context, tx, 'retry', back, refuse, { set })) ?? ok({ id });
      const settlement = await tx.em.findOne(Settlement, { id });
      if (!settlement) return refuse('NOT_FOUND');
      return (await settlements.move(context, tx, 'retry', settlement, refuse, { set })) ?? ok({ id });
    }),
});
