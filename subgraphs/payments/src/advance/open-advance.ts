import type { PaymentsContext, PaymentsTransaction, RowOf } from '../context.ts';
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
): Promise<Omit<RowOf<'Advance'>, 'paidAtMs'>> {
  const { complaintId, orderId, partyId, amountFen, refundId = null, compensationId = null } = by;
  const advance = {
    id: context.newId(),
    complaintId,
    orderId,
    partyId,
    amountFen,
    refundId,
    compensationId,
    state: advanceLifecycle.initial,
    createdAtMs: context.clock.now(),
  };
  await tx.em.insert(Advance, advance);
  return advance;
}
