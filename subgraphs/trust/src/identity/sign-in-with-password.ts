import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { line, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { DEVICE_TOKENS_MAX } from './account.policy.ts';
import { signInRefusals } from './account.refusals.ts';
import { findDevice } from './known-device.ts';
import { accountsOf } from './login.ts';
import { giveTryBack, passwordMatches, recordWrongTry, refusalOfTry, takeTry } from './login-guard.ts';
import { openChallenge, type Challenge } from './open-challenge.ts';
import { password as passwordText } from './password.schema.ts';
import { strangerAt } from './try-source.ts';

const schema = z.object({
  login: line(64),
  password: passwordText(),
  deviceTokens: z.array(line(100)).max(DEVICE_TOKENS_MAX).nullish(),
});

/**
 * The first step of staff: a right password opens a challenge, never a session. Errors: SIGN_IN_REFUSED (unknown name
 * and wrong password alike), LOCKED after too many failures from one source, SLOWED where strangers try a name from
 * many.
 */
export async function signInWithPassword(context: TrustContext, input: unknown): Promise<Outcome<Challenge>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { login, password, deviceTokens } = valid.value;
  const account = await accountsOf(context.rows, context.vault, login)
    .select(['id', 'passwordHash', 'passwordChangedAtMs', 'state'])
    .executeTakeFirst();
  const deviceId = await findDevice(context, account?.id, deviceTokens ?? []);
  const source = strangerAt(context, login, deviceId);
  const taken = await takeTry(context, source, 'password');
  const matches = await passwordMatches(account?.passwordHash, password);
  if (taken !== 'granted' || !matches || account?.state !== 'active') {
    await recordWrongTry(context, source, taken, 'password', account?.id);
    return refuse(signInRefusals, refusalOfTry(taken) ?? 'SIGN_IN_REFUSED');
  }
  await giveTryBack(context, source, 'password');
  const factor = await context.rows
    .selectFrom('SecondFactor')
    .select('accountId')
    .where('accountId', '=', account.id)
    .executeTakeFirst();
  return context.transaction(async (tx) => {
    tx.audit({ type: 'account', id: account.id, clause: '11.5.dd', reason: '密码验证通过' });
    return ok(await openChallenge(context, tx, { ...account, login, deviceId }, !factor));
  });
}
