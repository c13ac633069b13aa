import type { measureTaken } from '@heitu/events/trust.measure-taken.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import { supervisionChecks } from './check.moves.ts';

/**
 * Reaction to measure-taken: a finding that was closed by a measure which an appeal has revoked is open again. Whoever
 * answers for it takes another measure, or has somebody look again (8.2).
 */
export async function reopenFinding(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  { measureId, isWithdrawn }: PayloadOf<typeof measureTaken>,
): Promise<void> {
  if (!isWithdrawn) return;
  const found = await tx.rows.selectFrom('SupervisionCheck').select('id').where('measureId', '=', measureId).execute();
  const set = { openSinceMs: context.clock.now(), settledAtMs: null, measureId: null, measure: null };
  for (const { id } of found) {
    if ((await supervisionChecks.bySystem(context, tx, 'reopen', { id, measureId }, set)) === 0) continue;
    tx.audit({ type: 'supervision-check', id, clause: '8.2.au', reason: `措施${measureId}申诉成立，已撤销` });
  }
}
