import { ok } from '@heitu/kit/rules/outcome';
import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { DEVICE_TOKENS_MAX } from './account.policy.ts';
import { LOCKED, SLOWED } from './account.refusals.ts';
import { findDevice } from './known-device.ts';
import { accountsOf } from './login.ts';
import { giveTryBack, passwordMatches, recordWrongTry, refusalOfTry, takeTry } from './login-guard.ts';
import { openChallenge } from './open-challenge.ts';
import { password as passwordText } from './password.schema.ts';
import { strangerAt } from './try-source.ts';
import { SignInChallengeView } from './account.view.ts';

/** The first step of staff: a right password opens a challenge, never a session. */
export const signInWithPassword = mutation({
  name: 'signInWithPassword',
  description: 'The first step of staff: a right password opens a challenge, never a session.',
  may: permit.anyone,
  input: z.object({
    login: line(64).describe('The login name that the account was made with.'),
    password: passwordText().describe('The password; spaces count.'),
    deviceTokens: z
      .array(line(100))
      .max(DEVICE_TOKENS_MAX)
      .nullish()
      .describe('What earlier sign-ins on this device answered as deviceToken, whoever signed in.'),
  }),
  remembers: 'by-hand',
  refusals: {
    // An unknown name and a wrong password alike.
    SIGN_IN_REFUSED: { message: '登录名或密码不对', clause: '11.5.dd' },
    LOCKED,
    SLOWED,
  },
  shows: asItIs(SignInChallengeView),
  async run(context, { login, password, deviceTokens }, refuse) {
    const account = await accountsOf(context.rows, context.vault, login)
      .select(['id', 'passwordHash', 'passwordChangedAtMs', 'state'])
      .executeTakeFirst();
    const deviceId = await findDevice(context, account?.id ?? '', deviceTokens ?? []);
    const source = strangerAt(context, login, deviceId);
    const taken = await takeTry(context, source, 'password');
    const matches = await passwordMatches(account?.passwordHash, password);
    if (taken !== 'granted' || !matches || account?.state !== 'active') {
      await recordWrongTry(context, source, taken, 'password', account?.id);
      return refuse(refusalOfTry(taken) ?? 'SIGN_IN_REFUSED');
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
    }, context.request);
  },
});
