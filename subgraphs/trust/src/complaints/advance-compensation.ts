import type { AnswererKind } from './complaint.policy.ts';
import { advanceDue } from '@heitu/events/trust.advance-due.v1';
import { NOT_FOUND, ok, type Refused, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation, type TrustContext, type TrustTransaction } from '../context.ts';
import type { JudgedComplaint } from './complaint.lifecycle.ts';
import { complaintNow } from './complaint-answers.ts';
import { isOwnCase } from './complaint.loader.ts';
import { owedBy, stepComplaint } from './step-complaint.ts';
import { complaintId } from '../input-fields.ts';
import { SAME_PERSON } from '../claims/confirm-claim.ts';

/**
 * The operator pays first where the liable party refuses; payments pays and opens the recovery (6.6.d). Whoever decided
 * does not move the money: that is another mediator's, or finance's.
 */
export const advanceCompensation = mutation({
  name: 'advanceCompensation',
  description: 'The operator pays first where the liable party refuses, and recovers it afterwards.',
  may: permit.role('mediator', 'finance'),
  input: z.object({ complaintId: complaintId() }),
  refusals: { NOT_FOUND, WRONG_STATE, SAME_PERSON },
  shows: complaintNow,
  run: (context, { complaintId: id }, refuse) =>
    context.transaction(async (tx) => {
      const complaint = await tx.rows.selectFrom('Complaint').selectAll().where('id', '=', id).executeTakeFirst();
      if (!complaint || isOwnCase(context.actor, complaint)) return refuse('NOT_FOUND');
      if (complaint.decidedBy === context.actor.id) return refuse('SAME_PERSON');
      return (await advance(context, tx, complaint, 'mediator', refuse)) ?? ok({ id });
    }),
});

/** Asks payments to pay first what the liable party refused. */
export async function advance<R extends Refused>(
  context: TrustContext,
  tx: TrustTransaction,
  complaint: Parameters<typeof owedBy>[0] &
    JudgedComplaint & { answererKind: AnswererKind; liablePartyId: string | null; number: string } & {
      compensationFen: number | null;
    },
  by: 'mediator' | 'system',
  refuse: (code: 'NOT_FOUND' | 'WRONG_STATE') => R,
): Promise<R | null> {
  const refused = await stepComplaint(context, tx, 'advance', complaint, by, refuse);
  if (refused) return refused;
  const { id, number, liablePartyId, compensationFen } = complaint;
  const reason = `投诉${number}责任方拒绝，平台先行赔付`;
  tx.publish(advanceDue, { type: 'complaint', id }, owedBy(complaint, liablePartyId, compensationFen, reason));
  return null;
}
