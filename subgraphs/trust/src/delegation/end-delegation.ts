import { NOT_FOUND, ok, WRONG_STATE, type Refused } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation, type TrustContext, type TrustTransaction } from '../context.ts';
import { sessions } from '../identity/account.moves.ts';
import { notifyAccount } from '../messages/notify.ts';
import { delegationParts } from './delegation.lifecycle.ts';
import { delegations } from './delegation.moves.ts';
import { ownDelegations } from './delegation.loader.ts';
import { DelegationSaved } from './delegation.view.ts';
import { delegationId } from '../input-fields.ts';
import { sayWord } from './say-word.ts';

type Row = Parameters<typeof delegationParts>[0] & {
  id: string;
  state: string;
  askedAtMs: number;
  untilMs: number;
  grantedAtMs: number | null;
  errand: string | null;
};

/** Ends it as `accountId` wishes, with the sessions opened on it; the other side is told. Null: it was done. */
export async function endAs<R extends Refused>(
  context: TrustContext,
  tx: TrustTransaction,
  row: Row,
  accountId: string,
  refuse: (code: 'NOT_FOUND' | 'WRONG_STATE') => R,
): Promise<R | null> {
  const nowMs = context.clock.now();
  const refused = await delegations.move(context, tx, 'end', row, refuse, {
    parts: delegationParts(row, accountId),
    set: { activeFor: null, codeDueAtMs: null, personSealed: null, endedAtMs: nowMs, endedBy: accountId },
  });
  if (refused) return refused;
  await sessions.bySystem(context, tx, 'end', { delegationId: row.id });
  const other = accountId === row.agentId ? row.delegatorId : row.agentId;
  if (other !== '' && row.grantedAtMs !== null)
    await notifyAccount(context, tx, other, {
      kind: 'delegation',
      title: '代办已结束',
      body: '对方结束了一项代办授权，可在代办里查看',
      orderId: null,
    });
  return null;
}

/** Either side ends it at any time. */
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
      const refused = await endAs(context, tx, row, context.actor.id, refuse);
      if (refused) return refused;
      // Whoever it is for ends it: as if they had written 停. An agent who is done ends nothing of what was bought.
      if (row.errand === 'buy' && row.delegatorId === context.actor.id) sayWord(context, tx, row.delegatorId, 'stop');
      return ok({ id });
    }),
});
