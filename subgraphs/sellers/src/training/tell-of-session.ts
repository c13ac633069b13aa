import { sessionMoved } from '@heitu/events/sellers.session-moved.v1';
import type { SellersTransaction } from '../context.ts';
import { TRAINING_KIND_TITLES, type TrainingKind } from '../staff/staff.policy.ts';

/** Whoever is concerned hears of it, each once. */
export function tellOfSession(
  tx: SellersTransaction,
  to: 'planned' | 'cancelled' | 'left',
  session: { id: string; kind: TrainingKind; place: string; startsAtMs: number },
  accounts: readonly { accountId: string }[],
): void {
  const accountIds = [...new Set(accounts.map(({ accountId }) => accountId))];
  if (accountIds.length === 0) return;
  const { id: sessionId, kind, place, startsAtMs } = session;
  const told = { sessionId, to, topic: TRAINING_KIND_TITLES[kind], place, startsAtMs, accountIds };
  tx.publish(sessionMoved, { type: 'training-session', id: sessionId }, told);
}
