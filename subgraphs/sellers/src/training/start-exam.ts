import { oneOf } from '@heitu/kit/rules/enums';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { unlessTaken } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { applicantId } from '../access.ts';
import { mutation } from '../context.ts';
import { TrainingKinds } from '../enums.ts';
import { sittingNow } from '../shown.ts';
import { paperOf } from './exam-papers.table.ts';
import { ExamSitting } from './training.entity.ts';
import { sittingLifecycle } from './training.lifecycles.ts';
import { EXAMS_MAX } from './training.policy.ts';
import { whyNotExam } from './why-not-exam.ts';
import { workplaces } from './whose-training.ts';

export const startExamRefusals = {
  NOT_FOUND,
  ON_PAPER: { message: '这一门没有手机考试，由教的人当面考' },
  SESSION_FIRST: { message: '先上过这一门的课，才能考', clause: '8.1.ag' },
  TOO_MANY_EXAMS: { message: `七天里最多考${EXAMS_MAX}次，先学一学，过几天再考` },
  UNDER_WAY: { message: '有一场还没交卷，先交那一场' },
} as const;

/** Somebody begins an exam on the phone: the questions are drawn, and the clock runs. */
export const startExam = mutation({
  name: 'startExam',
  description: 'Begins an exam: the questions are drawn, and the clock runs.',
  may: permit.signedIn,
  input: z.object({
    kind: oneOf(TrainingKinds).describe('The topic.'),
    partyId: identifier().describe('The business that the certificate is for: one works there. Else NOT_FOUND.'),
  }),
  refusals: startExamRefusals,
  shows: sittingNow,
  run: (context, { kind, partyId }, refuse) =>
    context.transaction(async (tx) => {
      const accountId = applicantId(context);
      if (!(await workplaces(context)).some(({ id }) => id === partyId)) return refuse('NOT_FOUND');
      const paper = paperOf(kind);
      const why = await whyNotExam(context, kind);
      if (!paper || why === 'ON_PAPER') return refuse('ON_PAPER');
      if (why) return refuse(why);
      const id = context.newId();
      const nowMs = context.clock.now();
      const taken = await unlessTaken(
        tx.em.insert(ExamSitting, {
          id,
          accountId,
          partyId,
          kind,
          form: 'phone',
          paperVersion: paper.version,
          openFor: `${accountId}:${kind}`,
          state: sittingLifecycle.initial,
          startedAtMs: nowMs,
          dueAtMs: nowMs + paper.minutes * MINUTE_MS,
          satOn: chinaDate(nowMs),
        }),
        refuse('UNDER_WAY'),
      );
      if (taken) return taken;
      tx.audit({ type: 'exam-sitting', id, clause: '8.1.ag' });
      return ok({ id });
    }),
});
