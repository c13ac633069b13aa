import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { openSession } from '../identity/open-session.ts';
import { holdingDelegation, ownDelegations } from './delegation.loader.ts';
import { actForRefusals as refusals } from './delegation.refusals.ts';

const schema = z.object({ delegationId: identifier() });

/**
 * An agent takes up a delegation: a session of its own, which may do what was delegated and nothing else. Errors:
 * NOT_FOUND, DELEGATION_ENDED.
 */
export async function actFor(
  context: TrustContext,
  input: unknown,
): Promise<Outcome<{ token: string; delegationId: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { delegationId } = valid.value;
  const agentId = context.actor.id;
  return context.transaction(async (tx) => {
    const own = await ownDelegations(context)
      .where('id', '=', delegationId)
      .where('agentId', '=', agentId)
      .where('grantedAtMs', 'is not', null)
      .executeTakeFirst();
    if (!own) return refuse(refusals, 'NOT_FOUND');
    if (!(await holdingDelegation(context, delegationId, agentId))) return refuse(refusals, 'DELEGATION_ENDED');
    const token = await openSession(context, tx, { id: agentId, kind: 'account', delegationId }, 'delegated');
    tx.audit({ type: 'delegation', id: delegationId, clause: '11.5.de' });
    return ok({ token, delegationId });
  });
}
