import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { reconciliationCases } from './case.moves.ts';
import type { DifferenceKind } from './case.policy.ts';

const CLEARED_NOTE = '重新对账后双方一致，系统办结';

/** Closes a difference that is gone and that nobody has begun on. */
export async function clearCase(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  where: { date: string; kind: DifferenceKind; reference: string },
): Promise<void> {
  const row = await tx.rows
    .selectFrom('ReconciliationCase')
    .select('id')
    .where('date', '=', where.date)
    .where('kind', '=', where.kind)
    .where('reference', '=', where.reference)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (!row) return;
  const { id } = row;
  const cleared = { note: CLEARED_NOTE, settledAtMs: context.clock.now() };
  if ((await reconciliationCases.bySystem(context, tx, 'clear', { id }, cleared)) > 0)
    tx.audit({ type: 'reconciliation-case', id, clause: '9.2.cp', reason: CLEARED_NOTE });
}
