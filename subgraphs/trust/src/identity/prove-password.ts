import { NOT_FOUND, ok, refuse, type CodeOf, type Outcome } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { LOCKED } from './account.refusals.ts';
import { openLogin } from './login.ts';
import { passwordMatches, recordWrongTry, takeTry } from './login-guard.ts';
import { openAccountName } from './account-name.ts';
import { ownerAt, type TrySource } from './try-source.ts';

export const proofRefusals = {
  // Who signs in by WeChat has none.
  NOT_FOUND,
  LOCKED,
  // Counted like a sign-in that failed.
  CURRENT_PASSWORD_WRONG: { message: '现在的密码不对', clause: '11.5.dd' },
} as const;

export interface ProvenAccount {
  accountId: string;
  login: string;
  source: TrySource;
  displayName: string;
  passwordHash: string;
  passwordChangedAtMs: number | null;
}

/** Asks the person who is signed in for the password once more; the try is to be given back or forgotten by the caller. */
export async function provePassword(
  context: TrustContext,
  password: string,
): Promise<Outcome<ProvenAccount, CodeOf<typeof proofRefusals>>> {
  const account = await context.rows
    .selectFrom('Account')
    .select(['id', 'login', 'loginText', 'displayName', 'fullName', 'passwordHash', 'passwordChangedAtMs'])
    .where('id', '=', context.actor.id)
    .executeTakeFirst();
  if (!account?.login || !account.passwordHash) return refuse(proofRefusals, 'NOT_FOUND');
  const { id: accountId, passwordHash, passwordChangedAtMs } = account;
  const login = await openLogin(context.vault, { ...account, login: account.login });
  const displayName = await openAccountName(context.vault, account);
  const source = ownerAt(context, login);
  const taken = await takeTry(context, source, 'password');
  if (taken === 'granted' && (await passwordMatches(passwordHash, password)))
    return ok({ accountId, login, source, displayName, passwordHash, passwordChangedAtMs });
  await recordWrongTry(context, source, taken, 'password', accountId);
  return refuse(proofRefusals, taken === 'granted' ? 'CURRENT_PASSWORD_WRONG' : 'LOCKED');
}
