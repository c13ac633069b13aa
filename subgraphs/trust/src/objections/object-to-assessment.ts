import { lockRows } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { line, paragraph } from '@heitu/kit/rules/validate';
import { isPartial, objectionDueAt, OBJECTION_ANSWER_MS } from '../conduct/assessment.policy.ts';
import { AssessedMonth } from '../conduct/conduct.entity.ts';
import { monthSchema } from '../conduct/month-answers.ts';
import { MEASURED_ROLES, measuredParties } from '../conduct/measure.policy.ts';
import { mutation } from '../context.ts';
import { partyId as partyField } from '../input-fields.ts';
import { AssessmentObjection } from './objection.entity.ts';
import { objectionLifecycle } from './objection.lifecycle.ts';
import { objectionNow } from './objection.view.ts';

/** A party says that a figure of its month is not so, while the month is a draft (13). */
export const objectToAssessment = mutation({
  name: 'objectToAssessment',
  description: 'A party objects to one figure of its month, once, in the days before the month is published.',
  may: permit.role(...MEASURED_ROLES),
  input: monthSchema.extend({
    partyId: partyField(),
    metric: line(40).describe('The figure, as `figures` of the assessment names it.'),
    text: paragraph(1000, 2).describe('What is not so; 2 to 1000 characters, sealed.'),
  }),
  refusals: {
    NOT_FOUND,
    NOT_A_FIGURE: { message: '这个月的考评里没有这一项', clause: '13' },
    ALREADY_OBJECTED: { message: '这一项已经提过异议，请等平台答复', clause: '13' },
    OBJECTION_OVER: {
      message: '提异议的时间过了；公布以后受到措施的，可以对措施申诉',
      clause: '13',
    },
  },
  shows: objectionNow,
  run: (context, { month, partyId, metric, text }, refuse) =>
    context.transaction(async (tx) => {
      const nowMs = context.clock.now();
      if (!measuredParties(context.actor).includes(partyId)) return refuse('NOT_FOUND');
      // Taken, so that the month is not published meanwhile.
      await lockRows(tx, AssessedMonth, { month });
      const of = await tx.rows
        .selectFrom('AssessedMonth as m')
        .innerJoin('Assessment as a', 'a.month', 'm.month')
        .select(['m.month', 'm.state', 'm.assessedAtMs', 'm.missingSources', 'a.figures'])
        .where('m.month', '=', month)
        .where('a.partyId', '=', partyId)
        .executeTakeFirst();
      if (!of || (of.state === 'draft' && isPartial(of))) return refuse('NOT_FOUND');
      const untilMs = objectionDueAt(of.assessedAtMs);
      if (of.state !== 'draft' || untilMs <= nowMs) return refuse('OBJECTION_OVER');
      const known = await tx.rows
        .selectFrom('AssessmentObjection')
        .select('id')
        .where('month', '=', month)
        .where('partyId', '=', partyId)
        .where('metric', '=', metric)
        .executeTakeFirst();
      if (known) return refuse('ALREADY_OBJECTED');
      if (!fromJson(of.figures).some((figure) => figure.metric === metric)) return refuse('NOT_A_FIGURE', 'metric');
      const id = context.newId();
      await tx.em.insert(AssessmentObjection, {
        id,
        month,
        partyId,
        metric,
        state: objectionLifecycle.initial,
        text: await context.vault.sealText(partyId, text),
        raisedAtMs: nowMs,
        dueAtMs: untilMs + OBJECTION_ANSWER_MS,
        answer: null,
        endedAtMs: null,
        endedBy: null,
      });
      tx.audit({ type: 'assessment-objection', id, clause: '13' });
      return ok({ id });
    }),
});
