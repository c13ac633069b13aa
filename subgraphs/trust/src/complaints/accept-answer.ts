import { compensationDue } from '@heitu/events/trust.compensation-due.v1';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { offeredFen } from './complaint.policy.ts';
import { complaintRefusals } from './complaint.refusals.ts';
import { stepComplaint } from './step-complaint.ts';

const schema = z.object({ complaintId: identifier() });

/** The consumer accepts the answer: settled, or, where compensation was offered, paid out first (7.3.8.n). */
export async function acceptAnswer(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const id = valid.value.complaintId;
  return context.transaction(async (tx) => {
    const complaint = await tx.rows
      .selectFrom('Complaint')
      .selectAll()
      .where('id', '=', id)
      .where('accountId', '=', context.actor.id)
      .executeTakeFirst();
    if (!complaint) return refuse(complaintRefusals, 'NOT_FOUND');
    const paysFen = offeredFen(complaint);
    const remedy = complaint.answerRemedy ?? 'answer';
    const refused = await stepComplaint(
      context,
      tx,
      id,
      paysFen > 0 ? 'take-compensation' : 'accept-answer',
      'consumer',
      {
        remedy,
        ...(paysFen > 0 && {
          compensationFen: paysFen,
          liablePartyId: complaint.answererPartyId,
          liableAccepted: true,
        }),
      },
    );
    if (refused) return refused;
    if (paysFen > 0) {
      tx.publish(
        compensationDue,
        { type: 'complaint', id },
        {
          complaintId: id,
          orderId: complaint.orderId!,
          partyId: complaint.answererPartyId,
          buyerAccountId: complaint.accountId,
          amountFen: paysFen,
          reason: `投诉${complaint.number}协商赔偿`,
        },
      );
    }
    return ok({ id });
  });
}
