import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { tradeChecks } from './disclosure.moves.ts';
import { RecordSaved } from './disclosure.view.ts';
import { CHECKERS } from './record.lifecycle.ts';

/** What the check found was put right (6.5). */
export const closeTradeCheck = mutation({
  name: 'closeTradeCheck',
  description: 'What the check found was put right.',
  may: permit.role(...CHECKERS),
  input: z.object({ checkId: identifier().describe('The check, which found a fault.') }),
  refusals: { NOT_FOUND },
  shows: asItIs(RecordSaved),
  run: (context, { checkId: id }, refuse) =>
    context.transaction(async (tx) => {
      const check = await tx.rows.selectFrom('TradeCheck').selectAll().where('id', '=', id).executeTakeFirst();
      if (!check) return refuse('NOT_FOUND');
      return (await tradeChecks.move(context, tx, 'close', check, () => refuse('NOT_FOUND'))) ?? ok({ id });
    }),
});
