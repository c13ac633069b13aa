import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { Session } from '../identity/account.entity.ts';
import { notifyAccount } from '../messages/notify.ts';
import { Delegation } from './delegation.entity.ts';
import { ownDelegations } from './delegation.loader.ts';
import { endDelegationRefusals as refusals } from './delegation.refusals.ts';

const schema = z.object({ delegationId: identifier() });

/** Either side ends it at any time; sessions opened on it end with it. Errors: NOT_FOUND, WRONG_STATE (ended already). */
export async function endDelegation(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { delegationId: id } = valid.value;
  return context.transaction(async (tx) => {
    const row = await ownDelegations(context).where('id', '=', id).executeTakeFirst();
    if (!row) return refuse(refusals, 'NOT_FOUND');
    const nowMs = context.clock.now();
    const ended = await tx.em.nativeUpdate(
      Delegation,
      { id, state: { $ne: 'ended' } },
      { state: 'ended', activeFor: null, codeDueAtMs: null, endedAtMs: nowMs, endedBy: context.actor.id },
    );
    if (ended === 0) return refuse(refusals, 'WRONG_STATE');
    await tx.em.nativeUpdate(Session, { delegationId: id, endedAtMs: null }, { endedAtMs: nowMs });
    const other = context.actor.id === row.agentId ? row.delegatorId : row.agentId;
    if (other !== '' && row.grantedAtMs !== null)
      await notifyAccount(context, tx, other, {
        kind: 'delegation',
        title: '代办已结束',
        body: '对方结束了一项代办授权，可在代办里查看',
        orderId: null,
      });
    tx.audit({ type: 'delegation', id, clause: '11.5.de' });
    return ok({ id });
  });
}
