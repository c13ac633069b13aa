import type { GuardCode } from '@heitu/kit/rules/lifecycle';
import type { Refused } from '@heitu/kit/rules/outcome';
import { must } from '@heitu/kit/rules/checked';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { ComplaintStep } from './complaint.entity.ts';
import { complaintLifecycle, type ComplaintAction, type JudgedComplaint, type StepBy } from './complaint.lifecycle.ts';
import { complaints } from './complaint.moves.ts';
import { SILENCE_RULES, type AnswererKind } from './complaint.policy.ts';

type Changes = NonNullable<Parameters<typeof complaints.bySystem>[4]>;

/** Whether a complaint that goes this way is closed: nothing is owed to anybody any more. */
const closes = (action: ComplaintAction): boolean =>
  complaintLifecycle.rowsOf(action).every(({ to }) => 'end' in complaintLifecycle.states[to]);

/** Moves a complaint as it was read and writes the step into its history; null where it was done. */
export async function stepComplaint<A extends ComplaintAction, R extends Refused>(
  context: TrustContext,
  tx: TrustTransaction,
  action: A,
  complaint: JudgedComplaint & { id: string; answererKind: AnswererKind },
  by: StepBy,
  refuse: (code: 'NOT_FOUND' | 'WRONG_STATE' | GuardCode<typeof complaintLifecycle.transitions, A>) => R,
  set: Changes = {},
): Promise<R | null> {
  const atMs = context.clock.now();
  const refused = await complaints.move(context, tx, action, complaint, refuse, {
    parts: [by],
    ...(action === 'escalate-overdue' && SILENCE_RULES[complaint.answererKind]),
    set: { ...(closes(action) && { closedAtMs: atMs, openFor: null }), ...set },
  });
  if (refused) return refused;
  await tx.em.insert(ComplaintStep, { id: context.newId(), complaintId: complaint.id, action, byRole: by, atMs });
  return null;
}

/** What a party is to pay the buyer of the order that a complaint is about. */
export const owedBy = (
  complaint: { id: string; orderId: string | null; accountId: string },
  partyId: string | null,
  amountFen: number | null,
  reason: string,
) => ({
  complaintId: complaint.id,
  orderId: must(complaint.orderId, `the order of complaint ${complaint.id}`),
  partyId: must(partyId, `who is liable in complaint ${complaint.id}`),
  buyerAccountId: complaint.accountId,
  amountFen: must(amountFen, `the compensation of complaint ${complaint.id}`),
  reason,
});
