import { NOT_FOUND, ok, refuse, WRONG_STATE, type CodeOf, type Outcome } from '@heitu/kit/rules/outcome';
import { line, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import type { AccountMove, AccountState } from './account.lifecycle.ts';
import { accounts } from './account.moves.ts';
import { LAST_ADMIN } from './account.refusals.ts';
import { adminsLeft, lockAdmins } from './admins-left.ts';
import { endAccess } from './end-access.ts';
import { accountId } from '../input-fields.ts';

export const accountStateInput = z.object({
  accountId: accountId(),
  reason: line(200).describe('Goes on the audit trail.'),
});
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
  action: AccountMove,
): Promise<
  Outcome<{ accountId: string; state: AccountState }, CodeOf<typeof accountStateRefusals> | 'REQUEST_ID_REUSED'>
> {
  if (accountId === context.actor.id) return refuse(accountStateRefusals, 'OWN_ACCOUNT');
  return context.transaction(async (tx) => {
    await lockAdmins(tx);
    const account = await tx.rows.selectFrom('Account').selectAll().where('id', '=', accountId).executeTakeFirst();
    if (!account) return refuse(accountStateRefusals, 'NOT_FOUND');
    const wont = (code: 'NOT_FOUND' | 'WRONG_STATE') => refuse(accountStateRefusals, code);
    const refused = await accounts.move(context, tx, action, account, wont, { reason });
    if (refused) return refused;
    if ((await adminsLeft(tx)) === 0) return refuse(accountStateRefusals, 'LAST_ADMIN');
    await endAccess(context, tx, accountId);
    return ok({ accountId, state: action === 'suspend' ? 'suspended' : 'active' });
  });
}
