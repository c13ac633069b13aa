import type { TrustTransaction } from '../context.ts';
import { TradeMilestone } from './disclosure.entity.ts';

type Milestone = Partial<{
  orderNumber: string; buyerAccountId: string; partyId: string; totalFen: number; carrierPartyId: string; paidAtMs: number; takenOverAtMs: number; deliveredAtMs: number; deliveredInTime: boolean;
  refundedAtMs: number; refundedFen: number; completedAtMs: number; cancelledAtMs: number;
}>;

/** Fills in what one event says of an order; events of different senders come in any order, so the row is made by whichever is first. */
export async function recordMilestone(tx: TrustTransaction, orderId: string, milestone: Milestone): Promise<void> {
  const changed = await tx.em.nativeUpdate(TradeMilestone, { orderId }, milestone);
  if (changed > 0) return;
  await tx.em.upsert(TradeMilestone, { orderId }, { onConflictAction: 'ignore' });
  await tx.em.nativeUpdate(TradeMilestone, { orderId }, milestone);
}

/** The same of several orders, each named once, and of all the same columns: one statement. */
export async function recordMilestones(tx: TrustTransaction, milestones: readonly (Milestone & { orderId: string })[]): Promise<void> {
  const columns = Object.keys(milestones[0]!).filter((column) => column !== 'orderId') as (keyof Milestone)[];
  await tx.em.upsertMany(TradeMilestone, [...milestones].sort((a, b) => (a.orderId < b.orderId ? -1 : 1)), { onConflictFields: ['orderId'], onConflictAction: 'merge', onConflictMergeFields: columns });
}

export const milestoneOf = (tx: TrustTransaction, orderId: string) => tx.rows.selectFrom('TradeMilestone').selectAll().where('orderId', '=', orderId).executeTakeFirst();

export async function addRefund(tx: TrustTransaction, orderId: string, amountFen: number): Promise<void> {
  await tx.rows.updateTable('TradeMilestone').set((eb) => ({ refundedFen: eb(eb.fn.coalesce('refundedFen', eb.lit(0)), '+', amountFen) })).where('orderId', '=', orderId).execute();
}
