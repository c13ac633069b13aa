import { ok, refuse, type Outcome } from '@heitu/kit/outcome';
import { line, parse, z } from '@heitu/kit/validate';
import type { TrustContext } from '../context.ts';
import { signInRefusals } from './account.refusals.ts';
import { accountsOf } from './login.ts';
import { giveTryBack, passwordMatches, recordWrongTry, takeTry } from './login-guard.ts';
import { openChallenge, type Challenge } from './open-challenge.ts';
import { password as passwordText } from './password.schema.ts';

const schema = z.object({ login: line(64), password: passwordText() });

/** The first step of staff: a right password opens a challenge, never a session. Errors: SIGN_IN_REFUSED (unknown name and wrong password alike), LOCKED after too many failures on a name. */
export async function signInWithPassword(context: TrustContext, input: unknown): Promise<Outcome<Challenge>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { login, password } = valid.value;
  const account = await accountsOf(context.rows, context.vault, login).select(['id', 'passwordHash', 'passwordChangedAtMs', 'state']).executeTakeFirst();
  const taken = await takeTry(context, login);
  const matches = await passwordMatches(account?.passwordHash, password);
  if (taken === 'locked' || !matches || account?.state !== 'active') {
    await recordWrongTry(context, taken, 'password', account?.id);
    return refuse(signInRefusals, taken === 'locked' ? 'LOCKED' : 'SIGN_IN_REFUSED');
  }
  await giveTryBack(context, login);
  const factor = await context.rows.selectFrom('SecondFactor').select('accountId').where('accountId', '=', account.id).executeTakeFirst();
  return context.transaction(async (tx) => {
    tx.audit({ type: 'account', id: account.id, clause: '11.5.dd', reason: '密码验证通过' });
    return ok(await openChallenge(context, tx, { ...account, login }, !factor));
  });
}
