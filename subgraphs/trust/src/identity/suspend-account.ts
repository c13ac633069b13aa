import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { Account } from './account.entity.ts';
import { ACCOUNT_MOVES } from './account.policy.ts';
import { suspendRefusals as refusals } from './account.refusals.ts';
import { adminsLeft, lockAdmins } from './admins-left.ts';
import { endAccess } from './end-access.ts';

const schema = z.object({ accountId: identifier(), reason: line(200) });

/**
 * An administrator takes all access from a person at once: sessions end, no sign-in opens another. Roles stay known.
 * Errors: NOT_FOUND, OWN_ACCOUNT, LAST_ADMIN (two suspended each other), WRONG_STATE.
 */
export const suspendAccount = (context: TrustContext, input: unknown) =>
  changeState(context, input, ACCOUNT_MOVES.suspend);

/** Gives it back: with the roles of that moment, by signing in anew. Errors: NOT_FOUND, OWN_ACCOUNT, WRONG_STATE. */
export const restoreAccount = (context: TrustContext, input: unknown) =>
  changeState(context, input, ACCOUNT_MOVES.restore);

async function changeState(
  context: TrustContext,
  input: unknown,
  { from, to }: (typeof ACCOUNT_MOVES)[keyof typeof ACCOUNT_MOVES],
): Promise<Outcome<{ accountId: string; state: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { accountId, reason } = valid.value;
  if (accountId === context.actor.id) return refuse(refusals, 'OWN_ACCOUNT');
  return context.transaction(async (tx) => {
    await lockAdmins(tx);
    if ((await tx.em.nativeUpdate(Account, { id: accountId, state: from }, { state: to })) === 0) {
      const known = await tx.rows.selectFrom('Account').select('id').where('id', '=', accountId).executeTakeFirst();
      return refuse(refusals, known ? 'WRONG_STATE' : 'NOT_FOUND');
    }
    if ((await adminsLeft(tx)) === 0) return refuse(refusals, 'LAST_ADMIN');
    await endAccess(context, tx, accountId);
    tx.audit({ type: 'account', id: accountId, clause: '11.5.de', reason });
    return ok({ accountId, state: to });
  });
}
