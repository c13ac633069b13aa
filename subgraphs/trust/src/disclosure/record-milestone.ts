import { keysOf } from '@heitu/kit/rules/checked';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { TradeMilestone } from './disclosure.entity.ts';

type Milestone = Partial<{
  orderNumber: string;
  buyerAccountId: string;
  partyId: string;
  totalFen: number;
  carrierPartyId: string;
  placedAtMs: number;
  paidAtMs: number;
  takenOverAtMs: number;
  deliveredAtMs: number;
  deliveredInTime: boolean;
  refundedAtMs: number;
  refundedFen: number;
  completedAtMs: number;
  cancelledAtMs: number | null;
  changedAtMs: number;
}>;

/**
 * Fills in what events say of orders, each order named once and all with the same columns; events of different senders
 * come in any order, so a row is made by whichever is first.
 */
export async function recordMilestones(
  { clock }: TrustContext,
  tx: TrustTransaction,
  milestones: readonly (Milestone & { orderId: string })[],
): Promise<void> {
  const [first] = milestones;
  if (!first) return;
  const changedAtMs = clock.now();
  const { orderId: _orderId, ...told } = first;
  const rows = [...milestones]
    .sort((a, b) => (a.orderId < b.orderId ? -1 : 1))
    .map((milestone) => ({ ...milestone, changedAtMs }));
  await tx.em.upsertMany(TradeMilestone, rows, {
    onConflictFields: ['orderId'],
    onConflictMergeFields: [...keysOf(told), 'changedAtMs'],
    disableIdentityMap: true,
  });
}
export const recordMilestone = (
  context: TrustContext,
  tx: TrustTransaction,
  orderId: string,
  milestone: Milestone,
): Promise<void> => recordMilestones(context, tx, [{ orderId, ...milestone }]);

export const milestoneOf = (tx: TrustTransaction, orderId: string) =>
  tx.rows.selectFrom('TradeMilestone').selectAll().where('orderId', '=', orderId).executeTakeFirst();

export async function addRefund(
  { clock }: TrustContext,
  tx: TrustTransaction,
  orderId: string,
  amountFen: number,
): Promise<void> {
  await tx.rows
    .updateTable('TradeMilestone')
    .set((eb) => ({
      refundedFen: eb(eb.fn.coalesce('refundedFen', eb.lit(0)), '+', amountFen),
      changedAtMs: clock.now(),
    }))
    .where('orderId', '=', orderId)
    .execute();
}
