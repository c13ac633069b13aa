import { refuse, WRONG_STATE, type Refused } from '@heitu/kit/rules/outcome';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { Complaint, ComplaintStep } from './complaint.entity.ts';
import { complaintLifecycle, type ComplaintPart } from './complaint.lifecycle.ts';

type Action = (typeof complaintLifecycle.transitions)[number]['action'] & Parameters<typeof complaintLifecycle.from>[0];
type Changes = Parameters<TrustTransaction['em']['nativeUpdate']>[2];

/**
 * Moves a complaint by one conditional update and writes the step into its history; a refusal where it is not in a
 * state for that.
 */
export async function stepComplaint(
  context: TrustContext,
  tx: TrustTransaction,
  id: string,
  action: Action,
  by: ComplaintPart | 'system',
  changes: Changes = {},
): Promise<Refused<'WRONG_STATE'> | null> {
  const to = complaintLifecycle.to(action);
  const atMs = context.clock.now();
  const closed = to === 'settled' || to === 'advanced' ? { closedAtMs: atMs, openFor: null } : {};
  const moved = await tx.em.nativeUpdate(
    Complaint,
    { id, state: { $in: [...complaintLifecycle.from(action)] } },
    { state: to, ...closed, ...(changes as object) },
  );
  if (moved === 0) return refuse({ WRONG_STATE }, 'WRONG_STATE');
  await tx.em.insert(ComplaintStep, { id: context.newId(), complaintId: id, action, byRole: by, atMs });
  tx.audit({
    type: 'complaint',
    id,
    clause: complaintLifecycle.transitions.find((row) => row.action === action)?.clause,
  });
  return null;
}
