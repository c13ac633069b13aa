import { unopened } from '@heitu/kit/privacy/scan-openings';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { sittingId } from '../fields.ts';
import { sittingNow } from '../shown.ts';
import { issueCertificate } from './issue-certificate.ts';
import { sittings } from './training.moves.ts';
import { EXAMINERS, passScoreOf } from './training.policy.ts';

/** Another person looks at the paper: the marks stand, and a pass gives the certificate; or they do not (8.1.ag). */
export const confirmMarks = mutation({
  name: 'confirmMarks',
  description: 'Another person confirms marks, and a pass gives the certificate; or strikes them.',
  may: permit.role(...EXAMINERS),
  input: z.object({
    sittingId: sittingId(),
    areRight: z.boolean().describe('False: they are struck, and give nothing.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    SHEET_NOT_OPENED: { message: '先打开答卷看过，再核对成绩', clause: '8.1.ag' },
    SAME_PERSON: { message: '登记成绩的人和考生都不能核对，请换一个人', clause: '8.1.ag' },
  },
  shows: sittingNow,
  run: (context, { sittingId: id, areRight }, refuse) =>
    context.transaction(async (tx) => {
      const sitting = await tx.rows.selectFrom('ExamSitting').selectAll().where('id', '=', id).executeTakeFirst();
      if (!sitting) return refuse('NOT_FOUND');
      if ([sitting.markedBy, sitting.accountId].includes(context.actor.id)) return refuse('SAME_PERSON');
      const { score, kind } = sitting;
      if (score === null) return refuse('WRONG_STATE');
      const unseen = areRight && sitting.fileId !== null && (await unopened(context, tx, [sitting])).length > 0;
      if (unseen && sitting.state === 'marked') return refuse('SHEET_NOT_OPENED');
      const hasPassed = areRight && score >= passScoreOf(kind);
      const action = !areRight ? 'strike' : hasPassed ? 'confirm-pass' : 'confirm-fail';
      const set = { endedBy: context.actor.id, endedAtMs: context.clock.now() };
      const unmoved = await sittings.move(context, tx, action, sitting, refuse, { set });
      if (unmoved) return unmoved;
      if (hasPassed) await issueCertificate(context, tx, { ...sitting, score });
      return ok({ id });
    }),
});
