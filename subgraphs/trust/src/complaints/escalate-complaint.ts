import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { inWorkingDays } from '@heitu/standard';
import { mutation } from '../context.ts';
import { complaintNow } from './complaint-answers.ts';
import { stepComplaint } from './step-complaint.ts';
import { addToTally } from '../conduct/tally.ts';
import { complaintId } from '../input-fields.ts';

/** The consumer takes an unsatisfying answer, or silence past its time, to the operator (6.6.c, 6.6.d). */
export const escalateComplaint = mutation({
  name: 'escalateComplaint',
  description: 'The consumer takes an unsatisfying answer, or silence past its time, to the operator.',
  may: permit.role('consumer'),
  input: z.object({ complaintId: complaintId() }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    NOT_YET_OVERDUE: {
      message: `对方还在${inWorkingDays('answerComplaint')}的答复期内，到期未答复平台会自动介入`,
      clause: '7.3.8.o',
    },
  },
  shows: complaintNow,
  run: (context, { complaintId: id }, refuse) =>
    context.transaction(async (tx) => {
      const complaint = await tx.rows
        .selectFrom('Complaint')
        .selectAll()
        .where('id', '=', id)
        .where('accountId', '=', context.actor.id)
        .executeTakeFirst();
      if (!complaint) return refuse('NOT_FOUND');
      const isSilence = complaint.state === 'filed';
      const action = isSilence ? 'escalate-overdue' : 'escalate';
      const refused = await stepComplaint(context, tx, action, complaint, 'consumer', refuse, {
        escalatedAtMs: context.clock.now(),
        escalatedBy: 'consumer',
        ...(isSilence && { answeredInTime: false }),
      });
      if (refused) return refused;
      // The silence counts, whoever was quicker: the buyer or the job.
      if (isSilence && complaint.answererPartyId)
        await addToTally(tx, complaint.answererPartyId, { lateAnswerCount: 1 });
      return ok({ id });
    }),
});
