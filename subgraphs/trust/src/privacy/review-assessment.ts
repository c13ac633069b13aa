import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { CHECKERS } from '../disclosure/record.lifecycle.ts';
import { assessmentNow } from './assessment.view.ts';
import { assessments } from './privacy.moves.ts';

/** A second person has read how a use of personal data was assessed: from then on it counts. */
export const reviewAssessment = mutation({
  name: 'reviewAssessment',
  description: 'A second person has read an assessment: from then on it counts.',
  may: permit.role(...CHECKERS),
  input: z.object({ assessmentId: identifier().describe('The assessment, by another person.') }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    SAME_PERSON: { message: '自己写的评估要由另一个人复核', clause: '10.4' },
  },
  shows: assessmentNow,
  run: (context, { assessmentId: id }, refuse) =>
    context.transaction(async (tx) => {
      const row = await tx.rows.selectFrom('ImpactAssessment').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) return refuse('NOT_FOUND');
      if (row.recordedBy === context.actor.id) return refuse('SAME_PERSON');
      const set = { reviewedAtMs: context.clock.now(), reviewedBy: context.actor.id };
      return (await assessments.move(context, tx, 'review', row, refuse, { set })) ?? ok({ id });
    }),
});
