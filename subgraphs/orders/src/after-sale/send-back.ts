import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { afterSaleNow } from './after-sale-answers.ts';
import { afterSales } from './after-sale.moves.ts';
import { ARRIVE_WORKING_DAYS } from './after-sale.policy.ts';
import { buyersAfterSale } from './buyers-after-sale.ts';
import { callOffCollection, tellAfterSale } from './tell-after-sale.ts';

/** Nobody came for the goods: the buyer sends them, and says with whom, so that the seller can look for them. */
export const sendBack = mutation({
  name: 'sendBack',
  description:
    'Where nobody came for the goods in time, the buyer sends them back with any carrier, and says with which.',
  may: permit.role('consumer'),
  input: z.object({
    afterSaleId: ids.afterSale(),
    expressCompany: line(40).describe('The express company, at most 40 characters.'),
    expressNumber: line(40, 5).describe('The number on its slip, 5 to 40 characters.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: afterSaleNow,
  run: (context, { afterSaleId, expressCompany, expressNumber }, refuse) =>
    context.transaction(async (tx) => {
      const request = await buyersAfterSale(context, tx, afterSaleId);
      if (!request) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const dueAtMs = addWorkingDays(nowMs, ARRIVE_WORKING_DAYS);
      const refused = await afterSales.move(context, tx, 'send-back', request, refuse, {
        set: { sentBackAtMs: nowMs, expressCompany, expressNumber, waitDueAtMs: dueAtMs },
      });
      if (refused) return refused;
      callOffCollection(tx, request);
      tellAfterSale(tx, request, 'sent-back', { dueAtMs });
      return ok({ id: afterSaleId });
    }),
});
