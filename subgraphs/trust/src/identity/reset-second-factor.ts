import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { RecoveryCode, SecondFactor } from './account.entity.ts';
import { resetFactorRefusals as refusals } from './account.refusals.ts';
import { endAccess } from './end-access.ts';

const schema = z.object({ accountId: identifier(), reason: line(200) });

/**
 * An administrator takes away the factor of a colleague who lost phone and recovery codes: every session ends, the next
 * sign-in enrols a new one. Errors: NOT_FOUND (no factor either), OWN_ACCOUNT.
 */
export async function resetSecondFactor(
  context: TrustContext,
  input: unknown,
): Promise<Outcome<{ accountId: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { accountId, reason } = valid.value;
  if (accountId === context.actor.id) return refuse(refusals, 'OWN_ACCOUNT');
  return context.transaction(async (tx) => {
    if (!(await dropFactor(context, tx, accountId))) return refuse(refusals, 'NOT_FOUND');
    await notifyAccount(context, tx, accountId, {
      kind: 'second-factor-reset',
      title: '登录验证器已被管理员重置',
      body: '下次登录时请用新的验证器；如果您没有要求过，请马上联系平台',
      orderId: null,
    });
    tx.audit({ type: 'account', id: accountId, clause: '11.5.de', reason });
    return ok({ accountId });
  });
}

/** False where there was none. */
export async function dropFactor(context: TrustContext, tx: TrustTransaction, accountId: string): Promise<boolean> {
  await tx.em.nativeDelete(RecoveryCode, { accountId });
  await endAccess(context, tx, accountId);
  return (await tx.em.nativeDelete(SecondFactor, { accountId })) === 1;
}
