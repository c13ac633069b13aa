import { identifier, z } from '@heitu/kit/rules/validate';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { mutation } from '../context.ts';
import { afterSaleNow } from './after-sale-answers.ts';
import { closeAfterSale, step } from './settle-after-sale.ts';

export const withdrawAfterSale = mutation({
  name: 'withdrawAfterSale',
  may: permit.role('consumer'),
  input: z.object({ afterSaleId: identifier() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: afterSaleNow,
  async run(context, input, refuse) {
    const id = input.afterSaleId;
    return context.transaction(async (tx) => {
      const request = await tx.rows
        .selectFrom('AfterSale')
        .select(['id', 'orderId'])
        .where('id', '=', id)
        .where('buyerAccountId', '=', context.actor.id)
        .executeTakeFirst();
      if (!request) return refuse('NOT_FOUND');
      if (!(await step(tx, id, 'withdraw', { closedAtMs: context.clock.now() }))) return refuse('WRONG_STATE');
      await closeAfterSale(tx, request, false);
      tx.audit({ type: 'after-sale', id });
      return ok({ id });
    });
  },
});
