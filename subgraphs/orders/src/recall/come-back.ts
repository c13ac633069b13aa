import { plus } from '@heitu/kit/data/arithmetic';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import type { GoneReason } from './recall.policy.ts';
import { openUnits } from './recall.policy.ts';
import { RecallRow } from './recall.entity.ts';
import { recallRows } from './recall.moves.ts';

/** Units that a line was filled with are back with their seller: those of a recall are sealed there. */
export async function comeBack(
  context: OrdersContext,
  tx: OrdersTransaction,
  lineLotId: string,
  units: number,
): Promise<void> {
  const rows = await tx.rows
    .selectFrom('RecallRow as r')
    .innerJoin('RecallCase as c', 'c.id', 'r.caseId')
    .select(['r.id', 'r.units', 'r.recoveredUnits', 'r.goneUnits', 'c.finishDueAtMs'])
    .where('r.lineLotId', '=', lineLotId)
    .where('r.state', 'in', ['on-way', 'at-buyer', 'coming-back'])
    .execute();
  for (const { id, finishDueAtMs, ...row } of rows) {
    const back = Math.min(units, openUnits(row));
    await tx.em.nativeUpdate(RecallRow, { id }, { recoveredUnits: plus('recoveredUnits', back) });
    if (openUnits(row) > back) continue;
    await recallRows.bySystem(context, tx, 'come-back', { id }, { dueAtMs: finishDueAtMs });
  }
}

/** What was to come back by a return, or was on its way, does not. */
export async function giveUpOn(
  context: OrdersContext,
  tx: OrdersTransaction,
  which: { returnId: string } | { orderId: string; state: 'on-way' },
  action: 'keep' | 'lose',
): Promise<void> {
  const goneReason: GoneReason = action === 'keep' ? 'not-sent' : 'lost';
  await recallRows.bySystem(context, tx, action, which, { goneReason, endedAtMs: context.clock.now() });
}
