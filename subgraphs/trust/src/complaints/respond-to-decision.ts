import { compensationDue } from '@heitu/events/trust.compensation-due.v1';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { complaintParties } from './complaint.loader.ts';
import { complaintRefusals } from './complaint.refusals.ts';
import { stepComplaint } from './step-complaint.ts';

const schema = z.object({ complaintId: identifier(), accept: z.boolean() });

/**
 * The liable party agrees to compensate, or refuses: then the operator may advance it (6.6.d). Whose money pays at
 * first is payments' to know.
 */
export async function respondToDecision(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { complaintId: id, accept } = valid.value;
  return context.transaction(async (tx) => {
    const complaint = await tx.rows.selectFrom('Complaint').selectAll().where('id', '=', id).executeTakeFirst();
    if (!complaint?.liablePartyId || !complaintParties(context.actor).includes(complaint.liablePartyId))
      return refuse(complaintRefusals, 'NOT_FOUND');
    const refused = await stepComplaint(context, tx, id, accept ? 'accept-decision' : 'refuse-decision', 'liable', {
      liableAccepted: accept,
      ...(accept && { remedy: 'compensation' }),
    });
    if (refused) return refused;
    if (accept) {
      tx.publish(
        compensationDue,
        { type: 'complaint', id },
        {
          complaintId: id,
          orderId: complaint.orderId!,
          partyId: complaint.liablePartyId,
          buyerAccountId: complaint.accountId,
          amountFen: complaint.compensationFen!,
          reason: `投诉${complaint.number}裁定赔偿`,
        },
      );
    }
    return ok({ id });
  });
}
