import { compensationDue } from '@heitu/events/trust.compensation-due.v1';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { complaintNow } from './complaint-answers.ts';
import { complaintParties } from './complaint.loader.ts';
import { owedBy, stepComplaint } from './step-complaint.ts';
import { complaintId } from '../input-fields.ts';

/**
 * The liable party agrees to compensate, or refuses: then the operator may advance it (6.6.d). Whose money pays at
 * first is payments' to know.
 */
export const respondToDecision = mutation({
  name: 'respondToDecision',
  description: 'The liable party agrees to compensate, or refuses: then the operator may advance it.',
  may: permit.role('seller-owner', 'seller-staff', 'carrier-manager'),
  input: z.object({
    complaintId: complaintId(),
    accept: z
      .boolean()
      .describe('True: the party compensates; false: it refuses, and the operator may advance the money.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: complaintNow,
  run: (context, { complaintId: id, accept }, refuse) =>
    context.transaction(async (tx) => {
      const complaint = await tx.rows.selectFrom('Complaint').selectAll().where('id', '=', id).executeTakeFirst();
      if (!complaint?.liablePartyId || !complaintParties(context.actor).includes(complaint.liablePartyId))
        return refuse('NOT_FOUND');
      const action = accept ? 'accept-decision' : 'refuse-decision';
      const refused = await stepComplaint(context, tx, action, complaint, 'liable', refuse, {
        liableAccepted: accept,
        ...(accept && { remedy: 'compensation' }),
      });
      if (refused) return refused;
      if (accept) {
        tx.publish(
          compensationDue,
          { type: 'complaint', id },
          owedBy(complaint, complaint.liablePartyId, complaint.compensationFen, `投诉${complaint.number}裁定赔偿`),
        );
      }
      return ok({ id });
    }),
});
