import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation, type TrustContext, type TrustTransaction } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { RecoveryCode, SecondFactor } from './account.entity.ts';
import { endAccess } from './end-access.ts';
import { SecondFactorReset } from './account.view.ts';
import { accountId } from '../input-fields.ts';

/**
 * An administrator takes away the factor of a colleague who lost phone and recovery codes: every session ends, the next
 * sign-in enrols a new one.
 */
export const resetSecondFactor = mutation({
  name: 'resetSecondFactor',
  description: 'For a colleague who lost phone and recovery codes.',
  may: permit.role('operator-admin'),
  input: z.object({ accountId: accountId(), reason: line(200).describe('How it was made sure who asks.') }),
  refusals: {
    // No factor either.
    NOT_FOUND,
    OWN_ACCOUNT: { message: '不能重置自己的，请用恢复码登录，或请另一位管理员重置', clause: '11.5.de' },
  },
  shows: asItIs(SecondFactorReset),
  async run(context, { accountId, reason }, refuse) {
    if (accountId === context.actor.id) return refuse('OWN_ACCOUNT');
    return context.transaction(async (tx) => {
      if (!(await dropFactor(context, tx, accountId))) return refuse('NOT_FOUND');
      await notifyAccount(context, tx, accountId, {
        kind: 'second-factor-reset',
        title: '登录验证器已被管理员重置',
        body: '下次登录时请用新的验证器；如果您没有要求过，请马上联系平台',
        orderId: null,
      });
      tx.audit({ type: 'account', id: accountId, clause: '11.5.de', reason });
      return ok({ accountId });
    });
  },
});

/** False where there was none. */
export async function dropFactor(context: TrustContext, tx: TrustTransaction, accountId: string): Promise<boolean> {
  await tx.em.nativeDelete(RecoveryCode, { accountId });
  await endAccess(context, tx, accountId);
  return (await tx.em.nativeDelete(SecondFactor, { accountId })) === 1;
}
