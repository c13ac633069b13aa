import { z } from '@heitu/kit/rules/validate';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { afterSaleNow } from './after-sale-answers.ts';
import { afterSales } from './after-sale.moves.ts';
import { buyersAfterSale } from './buyers-after-sale.ts';
import { closeAfterSale } from './settle-after-sale.ts';

export const withdrawAfterSale = mutation({
  name: 'withdrawAfterSale',
  description: 'The buyer takes an after-sale request back.',
  may: permit.role('consumer'),
  input: z.object({ afterSaleId: ids.afterSale() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: afterSaleNow,
  async run(context, input, refuse) {
    const id = input.afterSaleId;
    return context.transaction(async (tx) => {
      const request = await buyersAfterSale(context, tx, id);
      if (!request) return refuse('NOT_FOUND');
      const refused = await afterSales.move(context, tx, 'withdraw', request, refuse, {
        set: { closedAtMs: context.clock.now(), waitDueAtMs: null },
      });
      if (refused) return refused;
      await closeAfterSale(context, tx, request, false);
      return ok({ id });
    });
  },
});
