import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { recallCaseNow } from './recall-answers.ts';
import { RECALL_KEEPERS } from './recall-case.lifecycle.ts';
import { recallCases } from './recall.moves.ts';

/** The authority has the report of a recall: who took it, and under which number (Food Safety Law 63). */
export const reportRecall = mutation({
  name: 'reportRecall',
  description: 'The authority has the report of a recall: who took it, and under which number.',
  may: permit.role(...RECALL_KEEPERS),
  input: z.object({
    caseId: ids.recall(),
    authority: line(120).describe('Which authority, at most 120 characters.'),
    receipt: line(120).describe('The number under which it took the report.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: recallCaseNow,
  run: (context, { caseId: id, authority, receipt }, refuse) =>
    context.transaction(async (tx) => {
      const found = await tx.rows.selectFrom('RecallCase').selectAll().where('id', '=', id).executeTakeFirst();
      if (!found) return refuse('NOT_FOUND');
      const set = { authority, receipt, reportedAtMs: context.clock.now(), reportedBy: context.actor.id };
      return (await recallCases.move(context, tx, 'report', found, refuse, { set })) ?? ok({ id });
    }),
});
