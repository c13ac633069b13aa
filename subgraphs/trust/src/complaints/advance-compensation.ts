import { advanceDue } from '@heitu/events/trust.advance-due.v1';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { complaintRefusals } from './complaint.refusals.ts';
import { stepComplaint } from './step-complaint.ts';

const schema = z.object({ complaintId: identifier() });

/** The operator pays first where the liable party refuses; payments pays and opens the recovery (6.6.d). */
export async function advanceCompensation(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const id = valid.value.complaintId;
  return context.transaction(async (tx) => {
    const complaint = await tx.rows.selectFrom('Complaint').selectAll().where('id', '=', id).executeTakeFirst();
    if (!complaint) return refuse(complaintRefusals, 'NOT_FOUND');
    const refused = await stepComplaint(context, tx, id, 'advance', 'mediator', {});
    if (refused) return refused;
    tx.publish(
      advanceDue,
      { type: 'complaint', id },
      {
        complaintId: id,
        orderId: complaint.orderId!,
        partyId: complaint.liablePartyId!,
        buyerAccountId: complaint.accountId,
        amountFen: complaint.compensationFen!,
        reason: `投诉${complaint.number}责任方拒绝，平台先行赔付`,
      },
    );
    return ok({ id });
  });
}
