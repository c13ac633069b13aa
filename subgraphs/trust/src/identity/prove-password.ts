import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { changePasswordRefusals as refusals } from './account.refusals.ts';
import { openLogin } from './login.ts';
import { passwordMatches, recordWrongTry, takeTry } from './login-guard.ts';
import { openStaffName } from './staff-name.ts';
import { ownerAt, type TrySource } from './try-source.ts';

export interface ProvenAccount {
  accountId: string;
  login: string;
  source: TrySource;
  displayName: string;
  passwordHash: string;
  passwordChangedAtMs: number | null;
}

/**
 * Asks the person who is signed in for the password once more; the try is to be given back or forgotten by the caller.
 * Errors: NOT_FOUND (signs in by WeChat), LOCKED, CURRENT_PASSWORD_WRONG.
 */
export async function provePassword(context: TrustContext, password: string): Promise<Outcome<ProvenAccount>> {
  const account = await context.rows
    .selectFrom('Account')
    .select(['id', 'login', 'loginText', 'displayName', 'fullName', 'passwordHash', 'passwordChangedAtMs'])
    .where('id', '=', context.actor.id)
    .executeTakeFirst();
  if (!account?.login || !account.passwordHash) return refuse(refusals, 'NOT_FOUND');
  const { id: accountId, passwordHash, passwordChangedAtMs } = account;
  const login = await openLogin(context.vault, { ...account, login: account.login });
  const displayName = await openStaffName(context.vault, account);
  const source = ownerAt(context, login);
  const taken = await takeTry(context, source, 'password');
  if (taken === 'granted' && (await passwordMatches(passwordHash, password)))
    return ok({ accountId, login, source, displayName, passwordHash, passwordChangedAtMs });
  await recordWrongTry(context, source, taken, 'password', accountId);
  return refuse(refusals, taken === 'granted' ? 'CURRENT_PASSWORD_WRONG' : 'LOCKED');
}
