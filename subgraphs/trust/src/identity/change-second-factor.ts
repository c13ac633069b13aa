import { ok, type Outcome } from '@heitu/kit/rules/outcome';
import { parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { giveTryBack } from './login-guard.ts';
import { openChallenge, type Challenge } from './open-challenge.ts';
import { password } from './password.schema.ts';
import { provePassword } from './prove-password.ts';

const schema = z.object({ password: password() });

/**
 * A new phone: who is signed in and knows the password enrols another app, by the same second step as at the first
 * sign-in; until then the old one holds. Errors: NOT_FOUND (signs in by WeChat), LOCKED, CURRENT_PASSWORD_WRONG.
 */
export async function changeSecondFactor(context: TrustContext, input: unknown): Promise<Outcome<Challenge>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const proven = await provePassword(context, valid.value.password);
  if (!proven.ok) return proven;
  const { accountId, login, source, passwordChangedAtMs } = proven.value;
  await giveTryBack(context, source, 'password');
  return context.transaction(async (tx) => {
    tx.audit({ type: 'account', id: accountId, clause: '11.5.dd' });
    return ok(await openChallenge(context, tx, { id: accountId, login, passwordChangedAtMs, deviceId: null }, true));
  });
}
