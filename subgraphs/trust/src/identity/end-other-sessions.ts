import { ok, type Outcome } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { endAccess } from './end-access.ts';

/** The owner ends every session but the one that asks: of a phone that was lost, a computer that was left open. */
export async function endOtherSessions(context: TrustContext): Promise<Outcome<{ endedCount: number }>> {
  return context.transaction(async (tx) => {
    const { id, sessionId } = context.actor;
    const endedCount = await endAccess(context, tx, id, sessionId);
    tx.audit({ type: 'account', id, clause: '11.5.dd' });
    return ok({ endedCount });
  });
}
