import { ok, type Outcome } from '@heitu/kit/rules/outcome';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { Advance } from './advance.entity.ts';
import { advanceLifecycle } from './advance.lifecycle.ts';

/** What the operator pays first; the recovery from the liable party opens when the money has arrived. */
export async function openAdvance(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  by: {
    complaintId: string;
    orderId: string;
    partyId: string;
    amountFen: number;
    refundId?: string;
    compensationId?: string;
  },
): Promise<Outcome<unknown>> {
  const { complaintId, orderId, partyId, amountFen, refundId = null, compensationId = null } = by;
  await tx.em.insert(Advance, {
    id: context.newId(),
    complaintId,
    orderId,
    partyId,
    amountFen,
    refundId,
    compensationId,
    state: advanceLifecycle.initial,
    createdAtMs: context.clock.now(),
  });
  return ok(null);
}
