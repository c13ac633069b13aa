import { chinaDate } from '@heitu/kit/rules/calendar';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { asScalar, line, localDate, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { ASSESSED_YEARS_MAX, assessmentLifecycle, isToAssess } from './assessment.lifecycle.ts';
import { assessmentNow } from './assessment.view.ts';
import { ImpactAssessment } from './privacy.entity.ts';

/** The operator writes down how a use of personal data was assessed, with the three parts of PIPL 56. */
export const recordAssessment = mutation({
  name: 'recordAssessment',
  description: 'Writes down how a use of personal data was assessed; counts when a second person has reviewed it.',
  may: permit.role('operator-admin'),
  input: z.object({
    purpose: line(40).describe('One of those that have to be assessed; see impactAssessments.'),
    lawful: paragraph(2000, 10).describe('Whether purpose and way are lawful, justified and necessary.'),
    risks: paragraph(2000, 10).describe('What it does to people, and what may go wrong.'),
    measures: paragraph(2000, 10).describe('Whether what protects them is lawful, works and fits the risk.'),
    validUntilOn: asScalar(LocalDate, localDate()).describe('The last day on which it holds; at most three years on.'),
  }),
  requestId: 'must',
  refusals: {
    PURPOSE_UNKNOWN: { message: '这一项用途不需要影响评估', clause: '10.4' },
    DATE_WRONG: { message: `有效期要在今天之后，最长${ASSESSED_YEARS_MAX}年`, clause: '10.4' },
  },
  shows: assessmentNow,
  async run(context, { purpose, lawful, risks, measures, validUntilOn }, refuse) {
    if (!isToAssess(purpose)) return refuse('PURPOSE_UNKNOWN');
    const today = chinaDate(context.clock.now());
    const last = `${Number(today.slice(0, 4)) + ASSESSED_YEARS_MAX}${today.slice(4)}`;
    if (validUntilOn < today || validUntilOn > last) return refuse('DATE_WRONG');
    return context.transaction(async (tx) => {
      const id = context.newId();
      await tx.em.insert(ImpactAssessment, {
        id,
        purpose,
        lawful,
        risks,
        measures,
        validUntil: validUntilOn,
        state: assessmentLifecycle.initial,
        recordedAtMs: context.clock.now(),
        recordedBy: context.actor.id,
        reviewedAtMs: null,
        reviewedBy: null,
      });
      tx.audit({ type: 'impact-assessment', id, clause: '10.4' });
      return ok({ id });
    });
  },
});
