import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { sessions } from '../identity/account.moves.ts';
import { notifyAccount } from '../messages/notify.ts';
import { delegationParts } from './delegation.lifecycle.ts';
import { delegations } from './delegation.moves.ts';
import { ownDelegations } from './delegation.loader.ts';
import { DelegationSaved } from './delegation.view.ts';
import { delegationId } from '../input-fields.ts';

/** Either side ends it at any time; sessions opened on it end with it. */
export const endDelegation = mutation({
  name: 'endDelegation',
  description: 'Either side, at any time.',
  may: permit.role('seller-owner', 'station-agent'),
  input: z.object({ delegationId: delegationId() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: asItIs(DelegationSaved),
  run: (context, { delegationId: id }, refuse) =>
    context.transaction(async (tx) => {
      const row = await ownDelegations(context).where('id', '=', id).executeTakeFirst();
      if (!row) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const refused = await delegations.move(context, tx, 'end', row, refuse, {
        parts: delegationParts(row, context.actor.id),
        set: { activeFor: null, codeDueAtMs: null, endedAtMs: nowMs, endedBy: context.actor.id },
      });
      if (refused) return refused;
      await sessions.bySystem(context, tx, 'end', { delegationId: id });
      const other = context.actor.id === row.agentId ? row.delegatorId : row.agentId;
      if (other !== '' && row.grantedAtMs !== null)
        await notifyAccount(context, tx, other, {
          kind: 'delegation',
          title: '代办已结束',
          body: '对方结束了一项代办授权，可在代办里查看',
          orderId: null,
        });
      return ok({ id });
    }),
});
