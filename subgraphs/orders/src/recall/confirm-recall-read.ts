import { lockRows } from '@heitu/kit/data/only-one';
import { oneOf } from '@heitu/kit/rules/enums';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { RecallLevels } from '@heitu/kit/rules/shared-enums';
import { z } from '@heitu/kit/rules/validate';
import { isMilder } from '@heitu/standard';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { recallRowNow } from './recall-answers.ts';
import { RecallCase, RecallRow } from './recall.entity.ts';

/**
 * The buyer has read of a recall, wherever the goods are: the first time counts. Who was shown a milder level than it
 * has by now has read of another recall.
 */
export const confirmRecallRead = mutation({
  name: 'confirmRecallRead',
  description: 'The buyer has read of a recall; what became of the goods is asked all the same.',
  may: permit.role('consumer'),
  input: z.object({
    rowId: ids.recallRow(),
    level: oneOf(RecallLevels)
      .nullish()
      .default(null)
      .describe('How grave the recall is as the reader was shown it; left out, as it was called first.'),
  }),
  refusals: { NOT_FOUND, LEVEL_ROSE: { message: '召回刚刚升级了，请再看一遍，再点看到了', clause: '7.3.6.a-c' } },
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
      // A level that rises just now is before this, or after it.
      await lockRows(tx, RecallCase, { id: row.caseId });
      const now = await tx.rows
        .selectFrom('RecallCase as c')
        .innerJoin('RecallRow as r', 'r.caseId', 'c.id')
        .select(['c.level', 'r.roseAtMs'])
        .where('r.id', '=', id)
        .executeTakeFirstOrThrow();
      if (shown === null ? now.roseAtMs !== null : isMilder(shown, now.level)) return refuse('LEVEL_ROSE', 'level');
      await tx.em.nativeUpdate(RecallRow, { id, seenAtMs: null }, { seenAtMs: context.clock.now() });
      tx.audit({ type: 'recall-row', id, clause: '7.3.6.a-c' });
      return ok({ id });
    }),
});
