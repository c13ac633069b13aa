import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { toJson } from '@heitu/kit/rules/typed-json';
import { z } from '@heitu/kit/rules/validate';
import { applicantId } from '../access.ts';
import { mutation } from '../context.ts';
import { sittingId } from '../fields.ts';
import { sittingNow } from '../shown.ts';
import { paperOf } from './exam-papers.table.ts';
import { issueCertificate } from './issue-certificate.ts';
import { sittings } from './training.moves.ts';
import { drawn, scoreOf } from './training.policy.ts';

const QUESTIONS_MAX = 50;
const OPTIONS_MAX = 9;

/** The answers are handed in; the platform marks them, and a pass gives the certificate at once (8.1.ag). */
export const submitExam = mutation({
  name: 'submitExam',
  description: 'The answers are handed in; the platform marks them, and a pass gives the certificate at once.',
  may: permit.signedIn,
  input: z.object({
    sittingId: sittingId(),
    answers: z
      .array(z.number().int('必须是整数').min(0).max(OPTIONS_MAX))
      .max(QUESTIONS_MAX)
      .describe('Of each question in its order: which option, from 0.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    TIME_UP: { message: '时间到了，这一场不算，可以再考' },
  },
  shows: sittingNow,
  run: (context, { sittingId: id, answers }, refuse) =>
    context.transaction(async (tx) => {
      const sitting = await tx.rows
        .selectFrom('ExamSitting')
        .selectAll()
        .where('id', '=', id)
        .where('accountId', '=', applicantId(context))
        .executeTakeFirst();
      if (!sitting) return refuse('NOT_FOUND');
      const paper = paperOf(sitting.kind);
      if (sitting.state !== 'open' || !paper) return refuse('WRONG_STATE');
      const nowMs = context.clock.now();
      if (nowMs >= sitting.dueAtMs) return refuse('TIME_UP');
      const score = scoreOf(drawn(paper, id), answers);
      const hasPassed = score >= paper.passScore;
      const unmoved = await sittings.move(context, tx, hasPassed ? 'pass' : 'fail', sitting, refuse, {
        parts: ['examinee'],
        set: { openFor: null, answers: toJson(answers), score, endedBy: context.actor.id, endedAtMs: nowMs },
      });
      if (unmoved) return unmoved;
      if (hasPassed) await issueCertificate(context, tx, { ...sitting, score });
      return ok({ id });
    }),
});
