import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { reconciliationCaseLifecycle } from './case.lifecycle.ts';
import { reconciliationCases } from './case.moves.ts';
import type { DifferenceKind } from './case.policy.ts';
import { ReconciliationCase } from './reconciliation.entity.ts';

const CLEARED_NOTE = '重新对账后双方一致，系统办结';

interface CaseKey {
  date: string;
  kind: DifferenceKind;
  reference: string;
}

/** As before anybody had said anything of it. */
export const UNANSWERED = { note: null, proposedBy: null, provenBy: null, settledAtMs: null } as const;

/** Says anew by how much the two differ, where nobody has begun on it. */
export const renewCase = (
  tx: PaymentsTransaction,
  { date, kind, reference }: CaseKey,
  now: { ourFen: number | null; theirFen: number | null; outTradeNo?: string },
): Promise<number> => tx.em.nativeUpdate(ReconciliationCase, { date, kind, reference, state: 'open' }, now);

/** Closes a difference that is gone, as `provenBy` shows, where no money moves because of it. */
export async function clearCase(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  where: CaseKey,
  provenBy: string,
): Promise<void> {
  const row = await tx.rows
    .selectFrom('ReconciliationCase')
    .select('id')
    .where('date', '=', where.date)
    .where('kind', '=', where.kind)
    .where('reference', '=', where.reference)
    .where('state', 'in', reconciliationCaseLifecycle.from('clear'))
    .executeTakeFirst();
  if (row) await clearById(context, tx, row.id, provenBy);
}

/** The same of one that is at hand. */
export async function clearById(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  id: string,
  provenBy: string,
): Promise<void> {
  const cleared = { note: CLEARED_NOTE, provenBy, settledAtMs: context.clock.now() };
  if ((await reconciliationCases.bySystem(context, tx, 'clear', { id }, cleared)) > 0)
    tx.audit({ type: 'reconciliation-case', id, clause: '9.2.cp', reason: CLEARED_NOTE });
}
