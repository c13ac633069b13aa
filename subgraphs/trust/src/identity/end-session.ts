import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { Session } from './account.entity.ts';
import { sessionRefusals } from './account.refusals.ts';

const schema = z.object({ sessionId: identifier() });

/** The owner ends one of their sessions; its token is refused from then on. */
export async function endSession(context: TrustContext, input: unknown): Promise<Outcome<{ sessionId: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { sessionId } = valid.value;
  return context.transaction(async (tx) => {
    const ended = await tx.em.nativeUpdate(
      Session,
      { id: sessionId, holderId: context.actor.id, endedAtMs: null },
      { endedAtMs: context.clock.now() },
    );
    if (ended === 0) return refuse(sessionRefusals, 'NOT_FOUND');
    tx.audit({ type: 'session', id: sessionId, clause: '11.5.dd' });
    return ok({ sessionId });
  });
}
