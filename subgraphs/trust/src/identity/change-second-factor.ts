import { ok } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { giveTryBack } from './login-guard.ts';
import { openChallenge } from './open-challenge.ts';
import { password } from './password.schema.ts';
import { proofRefusals, provePassword } from './prove-password.ts';
import { SignInChallengeView } from './account.view.ts';

/**
 * A new phone: who is signed in and knows the password enrols another app, by the same second step as at the first
 * sign-in; until then the old one holds.
 */
export const changeSecondFactor = mutation({
  name: 'changeSecondFactor',
  description: 'A new phone: enrols another app by signInWithSecondFactor.',
  may: permit.role('consumer'),
  input: z.object({ password: password().describe('The password that holds now.') }),
  remembers: 'by-hand',
  refusals: proofRefusals,
  shows: asItIs(SignInChallengeView),
  async run(context, input) {
    const proven = await provePassword(context, input.password);
    if (!proven.ok) return proven;
    const { accountId, login, source, passwordChangedAtMs } = proven.value;
    await giveTryBack(context, source, 'password');
    return context.transaction(async (tx) => {
      tx.audit({ type: 'account', id: accountId, clause: '11.5.dd' });
      return ok(await openChallenge(context, tx, { id: accountId, login, passwordChangedAtMs, deviceId: null }, true));
    }, context.request);
  },
});
