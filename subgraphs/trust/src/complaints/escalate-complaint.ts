import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { isSilent } from './complaint.policy.ts';
import { complaintRefusals } from './complaint.refusals.ts';
import { stepComplaint } from './step-complaint.ts';

const schema = z.object({ complaintId: identifier() });

/** The consumer takes an unsatisfying answer, or silence past its time, to the operator (6.6.c, 6.6.d). */
export async function escalateComplaint(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const id = valid.value.complaintId;
  return context.transaction(async (tx) => {
    const complaint = await tx.rows
      .selectFrom('Complaint')
      .select(['state', 'answerDueAtMs'])
      .where('id', '=', id)
      .where('accountId', '=', context.actor.id)
      .executeTakeFirst();
    if (!complaint) return refuse(complaintRefusals, 'NOT_FOUND');
    const nowMs = context.clock.now();
    if (complaint.state === 'filed' && !isSilent(complaint, nowMs)) return refuse(complaintRefusals, 'NOT_YET_OVERDUE');
    const action = complaint.state === 'filed' ? 'escalate-overdue' : 'escalate';
    const refused = await stepComplaint(context, tx, id, action, 'consumer', {
      escalatedAtMs: nowMs,
      escalatedBy: 'consumer',
    });
    return refused ?? ok({ id });
  });
}
