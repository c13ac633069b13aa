import { NOT_FOUND, ok, refuse, WRONG_STATE, type CodeOf, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { Account } from './account.entity.ts';
import { ACCOUNT_MOVES } from './account.policy.ts';
import { LAST_ADMIN } from './account.refusals.ts';
import { adminsLeft, lockAdmins } from './admins-left.ts';
import { endAccess } from './end-access.ts';

export const accountStateInput = z.object({ accountId: identifier(), reason: line(200) });
export const accountStateRefusals = {
  NOT_FOUND,
  WRONG_STATE,
  OWN_ACCOUNT: { message: '不能停用自己的账号，请另一位管理员来做', clause: '11.5.de' },
  // Two suspended each other at once.
  LAST_ADMIN,
} as const;

/** Roles stay known; sessions and half-done sign-ins end. */
export async function changeAccountState(
  context: TrustContext,
  { accountId, reason }: z.output<typeof accountStateInput>,
  { from, to }: (typeof ACCOUNT_MOVES)[keyof typeof ACCOUNT_MOVES],
): Promise<Outcome<{ accountId: string; state: string }, CodeOf<typeof accountStateRefusals> | 'REQUEST_ID_REUSED'>> {
  if (accountId === context.actor.id) return refuse(accountStateRefusals, 'OWN_ACCOUNT');
  return context.transaction(async (tx) => {
    await lockAdmins(tx);
    if ((await tx.em.nativeUpdate(Account, { id: accountId, state: from }, { state: to })) === 0) {
      const known = await tx.rows.selectFrom('Account').select('id').where('id', '=', accountId).executeTakeFirst();
      return refuse(accountStateRefusals, known ? 'WRONG_STATE' : 'NOT_FOUND');
    }
    if ((await adminsLeft(tx)) === 0) return refuse(accountStateRefusals, 'LAST_ADMIN');
    await endAccess(context, tx, accountId);
    tx.audit({ type: 'account', id: accountId, clause: '11.5.de', reason });
    return ok({ accountId, state: to });
  });
}
