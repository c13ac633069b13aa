import { compensationDue } from '@heitu/events/trust.compensation-due.v1';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { complaintNow } from './complaint-answers.ts';
import { offeredFen } from './complaint.policy.ts';
import { owedBy, stepComplaint } from './step-complaint.ts';
import { complaintId } from '../input-fields.ts';

/** The consumer accepts the answer: settled, or, where compensation was offered, paid out first (7.3.8.n). */
export const acceptAnswer = mutation({
  name: 'acceptAnswer',
  description: 'The consumer is content with the answer.',
  may: permit.role('consumer'),
  input: z.object({ complaintId: complaintId() }),
  refusals: { NOT_FOUND, WRONG_STATE },
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
      const paysFen = offeredFen(complaint);
      const remedy = complaint.answerRemedy ?? 'answer';
      const refused =
        paysFen > 0
          ? await stepComplaint(context, tx, 'take-compensation', complaint, 'consumer', refuse, {
              remedy,
              compensationFen: paysFen,
              liablePartyId: complaint.answererPartyId,
              liableAccepted: true,
            })
          : await stepComplaint(context, tx, 'accept-answer', complaint, 'consumer', refuse, { remedy });
      if (refused) return refused;
      if (paysFen > 0) {
        tx.publish(
          compensationDue,
          { type: 'complaint', id },
          owedBy(complaint, complaint.answererPartyId, paysFen, `投诉${complaint.number}协商赔偿`),
        );
      }
      return ok({ id });
    }),
});
