import { advanceDue } from '@heitu/events/trust.advance-due.v1';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { complaintNow } from './complaint-answers.ts';
import { isOwnCase } from './complaint.loader.ts';
import { owedBy, stepComplaint } from './step-complaint.ts';
import { complaintId } from '../input-fields.ts';

/** The operator pays first where the liable party refuses; payments pays and opens the recovery (6.6.d). */
export const advanceCompensation = mutation({
  name: 'advanceCompensation',
  description: 'The operator pays first where the liable party refuses, and recovers it afterwards.',
  may: permit.role('mediator', 'finance'),
  input: z.object({ complaintId: complaintId() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: complaintNow,
  run: (context, { complaintId: id }, refuse) =>
    context.transaction(async (tx) => {
      const complaint = await tx.rows.selectFrom('Complaint').selectAll().where('id', '=', id).executeTakeFirst();
      if (!complaint || isOwnCase(context.actor, complaint)) return refuse('NOT_FOUND');
      const refused = await stepComplaint(context, tx, 'advance', complaint, 'mediator', refuse);
      if (refused) return refused;
      tx.publish(
        advanceDue,
        { type: 'complaint', id },
        owedBy(
          complaint,
          complaint.liablePartyId,
          complaint.compensationFen,
          `投诉${complaint.number}责任方拒绝，平台先行赔付`,
        ),
      );
      return ok({ id });
    }),
});
