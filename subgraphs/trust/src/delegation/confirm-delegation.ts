import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { useCode } from '../identity/use-code.ts';
import { notifyAccount } from '../messages/notify.ts';
import { Delegation } from './delegation.entity.ts';
import { activeKey, ASK_LIFETIME_MS } from './delegation.policy.ts';
import { confirmDelegationRefusals as refusals } from './delegation.refusals.ts';
import { whyNotActive } from './grant-delegation.ts';

const schema = z.object({ delegationId: identifier(), code: z.string().regex(/^\d{6}$/, '请填写短信里的6位数字') });

/**
 * The agent enters what the owner read out: from then on the delegation holds. Errors: CODE_REFUSED (wrong, late, used,
 * nobody's phone: all alike), TOO_MANY.
 */
export async function confirmDelegation(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { delegationId: id, code } = valid.value;
  const nowMs = context.clock.now();
  const asked = await context.rows
    .selectFrom('Delegation')
    .select(['delegatorId', 'partyId', 'agentId'])
    .where('id', '=', id)
    .where('agentId', '=', context.actor.id)
    .where('state', '=', 'asked')
    .where('askedAtMs', '>', nowMs - ASK_LIFETIME_MS)
    .executeTakeFirst();
  const proof = await useCode(context, { purpose: id, accountId: asked?.delegatorId ?? '' }, code);
  if (!asked || !proof) return refuse(refusals, 'CODE_REFUSED');
  return context.transaction(async (tx) => {
    // Taken first: of several confirmations at once the second finds it confirmed, and its code used.
    if (!(await lockRows(tx, Delegation, { id, state: 'asked' }))) return refuse(refusals, 'CODE_REFUSED');
    const refusal = await whyNotActive(tx, asked, nowMs);
    if (refusal) return refuse(refusals, refusal);
    const granted = await tx.em.nativeUpdate(
      Delegation,
      { id, state: 'asked' },
      { state: 'active', activeFor: activeKey(asked), grantedAtMs: nowMs },
    );
    if (granted === 0 || !(await proof(tx))) return refuse(refusals, 'CODE_REFUSED');
    await notifyAccount(context, tx, asked.delegatorId, {
      kind: 'delegation',
      title: '代办已生效',
      body: '您在服务站授权了代办员，可在代办里查看或随时结束',
      orderId: null,
    });
    tx.audit({ type: 'delegation', id, clause: '11.5.de' });
    return ok({ id });
  });
}
