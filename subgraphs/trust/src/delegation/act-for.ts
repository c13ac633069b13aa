import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { openSession } from '../identity/open-session.ts';
import { holdingDelegation, ownDelegations } from './delegation.loader.ts';
import { ActingFor } from './delegation.view.ts';
import { delegationId } from '../input-fields.ts';

/** An agent takes up a delegation: a session of its own, which may do what was delegated and nothing else. */
export const actFor = mutation({
  name: 'actFor',
  description: "An agent takes up a delegation: the token acts for the owner's party, within the delegated rights.",
  may: permit.role('station-agent'),
  input: z.object({ delegationId: delegationId() }),
  refusals: { NOT_FOUND, DELEGATION_ENDED: { message: '这项代办已经结束，请农户重新授权', clause: '11.5.de' } },
  shows: asItIs(ActingFor),
  async run(context, { delegationId }, refuse) {
    const agentId = context.actor.id;
    return context.transaction(async (tx) => {
      const own = await ownDelegations(context)
        .where('id', '=', delegationId)
        .where('agentId', '=', agentId)
        .where('grantedAtMs', 'is not', null)
        .executeTakeFirst();
      if (!own) return refuse('NOT_FOUND');
      if (!(await holdingDelegation(context, delegationId, agentId))) return refuse('DELEGATION_ENDED');
      const token = await openSession(context, tx, { id: agentId, kind: 'account', delegationId }, 'delegated');
      tx.audit({ type: 'delegation', id: delegationId, clause: '11.5.de' });
      return ok({ token, delegationId });
    });
  },
});
