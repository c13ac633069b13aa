import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { MarketingColumn } from './column.entity.ts';
import { MarketingColumnRemoved } from './column.view.ts';

/** The operator takes a column off the first page; its goods stay on sale. */
export const removeMarketingColumn = mutation({
  name: 'removeMarketingColumn',
  description: 'Takes a column off the first page; its goods stay on sale.',
  may: permit.role('operator-admin'),
  input: z.object({ id: identifier().describe('The column.') }),
  refusals: { NOT_FOUND },
  shows: asItIs(MarketingColumnRemoved),
  run: (context, { id }, refuse) =>
    context.transaction(async (tx) => {
      if ((await tx.em.nativeDelete(MarketingColumn, { id })) === 0) return refuse('NOT_FOUND');
      tx.audit({ type: 'marketing-column', id, clause: '6.3' });
      return ok({ id });
    }),
});
