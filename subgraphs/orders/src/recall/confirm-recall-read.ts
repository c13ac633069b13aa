import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { recallRowNow } from './recall-answers.ts';
import { LEVEL_ROSE, levelUnseen, noteSeen, shownLevel } from './shown-level.ts';

/** The buyer has read of a recall, wherever the goods are: the first time counts. */
export const confirmRecallRead = mutation({
  name: 'confirmRecallRead',
  description: 'The buyer has read of a recall; what became of the goods is asked all the same.',
  may: permit.role('consumer'),
  input: z.object({ rowId: ids.recallRow(), level: shownLevel }),
  refusals: { NOT_FOUND, LEVEL_ROSE },
  shows: recallRowNow,
  run: (context, { rowId: id, level: shown }, refuse) =>
    context.transaction(async (tx) => {
      const row = await tx.rows
        .selectFrom('RecallRow')
        .select('caseId')
        .where('id', '=', id)
        .where('buyerAccountId', '=', context.actor.id)
        .executeTakeFirst();
      if (!row) return refuse('NOT_FOUND');
      const unseen = await levelUnseen(tx, { id, caseId: row.caseId }, shown);
      if (unseen) return refuse('LEVEL_ROSE', unseen);
      await noteSeen(tx, id, context.clock.now());
      tx.audit({ type: 'recall-row', id, clause: '7.3.6.a-c' });
      return ok({ id });
    }),
});
