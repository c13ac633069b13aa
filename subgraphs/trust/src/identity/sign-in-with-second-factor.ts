import { isDuplicateKey } from '@heitu/kit/data/orm';
import { ok } from '@heitu/kit/rules/outcome';
import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { must } from '@heitu/kit/rules/checked';
import { mutation, type TrustContext, type TrustTransaction } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { RecoveryCode, SecondFactor, SignInAttempt } from './account.entity.ts';
import { challenges, recoveryCodes } from './account.moves.ts';
import { readToken, sameHash, secretHashOf } from './account.policy.ts';
import { LOCKED, passwordRefusals, SLOWED } from './account.refusals.ts';
import { signedInNow } from './signed-in.ts';
import { choosePassword, judgeNewPassword } from './choose-password.ts';
import { endAccess } from './end-access.ts';
import { keepDevice } from './known-device.ts';
import { forgetTries, giveTryBack, recordWrongTry, refusalOfTry, takeTry } from './login-guard.ts';
import { isPasswordDue } from './open-challenge.ts';
import { openLogin } from './login.ts';
import { openSession } from './open-session.ts';
import { password } from './password.schema.ts';
import {
  CHALLENGE_TRIES_MAX,
  isTotp,
  newRecoveryCodes,
  readChallenge,
  recoveryHashOf,
  stepOf,
} from './second-factor.policy.ts';
import { openAccountName } from './account-name.ts';
import { strangerAt, type TrySource } from './try-source.ts';

export interface StaffSignedIn {
  token: string;
  accountId: string;
  recoveryCodes: string[] | null;
  /** For the next sign-in on this device; null where it has one. */
  deviceToken: string | null;
}
/** Marks the proof as used within the transaction of its effect; false where another call was faster. */
type Proof = (tx: TrustTransaction) => Promise<boolean>;

/**
 * The second step of staff: a code of the app (or a recovery code) opens the session. With an enrolment's challenge the
 * code proves that the app has learned the secret, and ten recovery codes are answered, once. A password that is due is
 * changed in the same step.
 */
export const signInWithSecondFactor = mutation({
  name: 'signInWithSecondFactor',
  description: 'The second step of staff; also enrols an authenticator app, and changes a password that is due.',
  may: permit.anyone,
  input: z.object({
    challenge: line(100).describe('As the first step answered it.'),
    code: line(32).describe('Six digits of the app, or a recovery code.'),
    newPassword: password().nullish().describe('Where the password is due.'),
  }),
  remembers: 'by-hand',
  refusals: {
    LOCKED,
    SLOWED,
    CHALLENGE_ENDED: { message: '这次登录已过期，请重新输入登录名和密码', clause: '11.5.dd' },
    CODE_REFUSED: { message: '验证码不对或已用过，请等手机上换了新的再输', clause: '11.5.dd' },
    PASSWORD_DUE: { message: '密码到期了，或是别人代设的，请同时设一个新密码', clause: '7.4.s' },
    ...passwordRefusals,
  },
  shows: signedInNow,
  async run(context, { challenge: text, code, newPassword }, refuse) {
    const challenge = await findChallenge(context, text);
    if (!challenge) return refuse('CHALLENGE_ENDED');
    const { accountId, login, passwordChangedAtMs } = challenge;
    const isDue = await isPasswordDue(context, { id: accountId, passwordChangedAtMs });
    if (isDue && !newPassword) return refuse('PASSWORD_DUE');
    if (!(await countTry(context, challenge.id))) return refuse('CHALLENGE_ENDED');
    const source = strangerAt(context, login, challenge.deviceId);
    const taken = await takeTry(context, source, 'code');
    const wrong = async () => {
      await recordWrongTry(context, source, taken, isTotp(code) ? 'code' : 'recovery-code', accountId);
      return refuse(refusalOfTry(taken) ?? 'CODE_REFUSED');
    };
    const proof = taken === 'granted' ? await prove(context, challenge, code) : null;
    if (!proof) return wrong();
    const judged = newPassword ? await judgeNewPassword(context, challenge, newPassword) : null;
    if (judged && !judged.ok) {
      await giveTryBack(context, source, 'code');
      return judged;
    }
    try {
      const outcome = await context.transaction(async (tx) => {
        const signedIn = await signInStaff(context, tx, { challenge, proof, source, passwordHash: judged?.value });
        return signedIn ? ok(signedIn) : refuse('CODE_REFUSED');
      }, context.request);
      // Somebody has used the same code a moment earlier: it counts as a wrong one.
      return outcome.ok ? outcome : wrong();
    } catch (error) {
      // Two enrolled at once, or one who had asked before another enrolled: the first one stands.
      if (isDuplicateKey(error)) return wrong();
      throw error;
    }
  },
});

interface Proven {
  challenge: OpenChallenge;
  proof: Proof;
  source: TrySource;
  /** Of the new password, where one was chosen. */
  passwordHash: string | undefined;
}
/** The session, and what comes with it; null where another call was faster. */
async function signInStaff(
  context: TrustContext,
  tx: TrustTransaction,
  { challenge, proof, source, passwordHash }: Proven,
): Promise<StaffSignedIn | null> {
  const { accountId, deviceId, enrolmentSealed } = challenge;
  const nowMs = context.clock.now();
  if ((await challenges.bySystem(context, tx, 'use', { id: challenge.id })) === 0 || !(await proof(tx))) return null;
  await forgetTries(context, tx, source, 'code');
  // A new factor or password ends what was opened with the old one.
  if (enrolmentSealed || passwordHash) await endAccess(context, tx, accountId);
  if (passwordHash && !(await choosePassword(context, tx, challenge, passwordHash))) return null;
  const recoveryCodes = enrolmentSealed ? await replaceRecoveryCodes(context, tx, accountId) : null;
  const token = await openSession(context, tx, { id: accountId, kind: 'account' }, 'password');
  const deviceToken = await keepDevice(context, tx, {
    accountId,
    deviceId,
    sessionId: must(readToken(token), 'the id of a new session').id,
  });
  await tx.em.insert(SignInAttempt, {
    id: context.newId(),
    channel: 'password',
    succeeded: true,
    reason: recoveryCodes ? 'enrolled' : 'known',
    atMs: nowMs,
  });
  tx.audit({ type: 'account', id: accountId, clause: '11.5.dd' });
  return { token, accountId, recoveryCodes, deviceToken };
}

interface OpenChallenge {
  id: string;
  accountId: string;
  enrolmentSealed: string | null;
  deviceId: string | null;
  createdAtMs: number;
  login: string;
  displayName: string;
  passwordHash: string;
  passwordChangedAtMs: number | null;
}

async function findChallenge(context: TrustContext, text: string): Promise<OpenChallenge | null> {
  const token = readChallenge(text);
  if (!token) return null;
  const row = await context.rows
    .selectFrom('SignInChallenge as c')
    .innerJoin('Account as a', 'a.id', 'c.accountId')
    .select([
      'c.id',
      'c.accountId',
      'c.secretHash',
      'c.enrolmentSealed',
      'c.deviceId',
      'c.createdAtMs',
      'a.login',
      'a.loginText',
      'a.displayName',
      'a.fullName',
      'a.passwordHash',
      'a.passwordChangedAtMs',
    ])
    .where('c.id', '=', token.id)
    .where('c.usedAtMs', 'is', null)
    .where('c.expiresAtMs', '>', context.clock.now())
    .where('a.state', '=', 'active')
    .executeTakeFirst();
  return row && row.login !== null && row.passwordHash !== null && sameHash(row.secretHash, secretHashOf(token.secret))
    ? {
        ...row,
        login: await openLogin(context.vault, { id: row.accountId, login: row.login, loginText: row.loginText }),
        passwordHash: row.passwordHash,
        displayName: await openAccountName(context.vault, { ...row, id: row.accountId }),
      }
    : null;
}

/** Counted before it is judged, and not given back by a refusal. */
async function countTry(context: TrustContext, id: string): Promise<boolean> {
  const counted = await context.rows
    .updateTable('SignInChallenge')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .where('tries', '<', CHALLENGE_TRIES_MAX)
    .executeTakeFirst();
  return Number(counted.numUpdatedRows) === 1;
}

function prove(context: TrustContext, challenge: OpenChallenge, code: string): Promise<Proof | null> {
  const { accountId, enrolmentSealed } = challenge;
  if (enrolmentSealed) return proveEnrolment(context, { ...challenge, enrolmentSealed }, code);
  return isTotp(code) ? proveCode(context, accountId, code) : proveRecovery(context, accountId, code);
}

async function proveCode(context: TrustContext, accountId: string, code: string): Promise<Proof | null> {
  const factor = await context.rows
    .selectFrom('SecondFactor')
    .select(['secretSealed', 'lastStep'])
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  if (!factor) return null;
  const secret = await context.vault.openUnrecorded(accountId, factor.secretSealed);
  const step = secret ? stepOf(secret, code, context.clock.now()) : null;
  if (step === null || step <= factor.lastStep) return null;
  return async (tx) =>
    (await tx.em.nativeUpdate(
      SecondFactor,
      { accountId, secretSealed: factor.secretSealed, lastStep: { $lt: step } },
      { lastStep: step },
    )) === 1;
}

async function proveRecovery(context: TrustContext, accountId: string, code: string): Promise<Proof | null> {
  const unused = await context.rows
    .selectFrom('RecoveryCode')
    .select(['id', 'codeHash'])
    .where('accountId', '=', accountId)
    .where('usedAtMs', 'is', null)
    .execute();
  const wanted = recoveryHashOf(context, accountId, code);
  const found = unused.find(({ codeHash }) => sameHash(codeHash, wanted));
  if (!found) return null;
  return async (tx) => {
    if ((await recoveryCodes.bySystem(context, tx, 'use', { id: found.id })) === 0) return false;
    await notifyAccount(context, tx, accountId, {
      kind: 'recovery-code-used',
      title: '用恢复码登录了一次',
      body: `还剩${unused.length - 1}个恢复码；如果不是您本人，请马上修改密码并告诉管理员；手机丢了请更换验证器`,
      orderId: null,
    });
    return true;
  };
}

async function proveEnrolment(
  context: TrustContext,
  { accountId, enrolmentSealed, createdAtMs }: OpenChallenge & { enrolmentSealed: string },
  code: string,
): Promise<Proof | null> {
  const secret = await context.vault.openUnrecorded(accountId, enrolmentSealed);
  const step = secret && isTotp(code) ? stepOf(secret, code, context.clock.now()) : null;
  if (step === null) return null;
  return async (tx) => {
    const fresh = { secretSealed: enrolmentSealed, lastStep: step, enrolledAtMs: context.clock.now() };
    // One that was enrolled since this challenge was opened stands: the insert meets it.
    if ((await tx.em.nativeUpdate(SecondFactor, { accountId, enrolledAtMs: { $lt: createdAtMs } }, fresh)) === 0)
      await tx.em.insert(SecondFactor, { accountId, ...fresh });
    return true;
  };
}

async function replaceRecoveryCodes(context: TrustContext, tx: TrustTransaction, accountId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  await tx.em.nativeDelete(RecoveryCode, { accountId });
  await tx.em.insertMany(
    RecoveryCode,
    codes.map((code) => ({
      id: context.newId(),
      accountId,
      codeHash: recoveryHashOf(context, accountId, code),
      usedAtMs: null,
    })),
  );
  return codes;
}
