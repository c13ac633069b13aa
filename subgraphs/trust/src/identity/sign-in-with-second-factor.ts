import { isDuplicateKey } from '@heitu/kit/data/orm';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { line, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { RecoveryCode, SecondFactor, SignInAttempt, SignInChallenge } from './account.entity.ts';
import { readToken, sameHash, secretHashOf } from './account.policy.ts';
import { secondFactorRefusals } from './account.refusals.ts';
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
import { openStaffName } from './staff-name.ts';
import { strangerAt } from './try-source.ts';

const schema = z.object({ challenge: line(100), code: line(32), newPassword: password().nullish() });

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
 * changed in the same step. Errors: CHALLENGE_ENDED, CODE_REFUSED, LOCKED, SLOWED, PASSWORD_DUE, PASSWORD_WEAK,
 * PASSWORD_COMMON, PASSWORD_USED.
 */
export async function signInWithSecondFactor(context: TrustContext, input: unknown): Promise<Outcome<StaffSignedIn>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { code, newPassword } = valid.value;
  const challenge = await findChallenge(context, valid.value.challenge);
  if (!challenge) return refuse(secondFactorRefusals, 'CHALLENGE_ENDED');
  const { accountId, login } = challenge;
  const isDue = await isPasswordDue(context, { id: accountId, passwordChangedAtMs: challenge.passwordChangedAtMs });
  if (isDue && !newPassword) return refuse(secondFactorRefusals, 'PASSWORD_DUE');
  if (!(await countTry(context, challenge.id))) return refuse(secondFactorRefusals, 'CHALLENGE_ENDED');
  const source = strangerAt(context, login, challenge.deviceId);
  const taken = await takeTry(context, source, 'code');
  const proof =
    taken !== 'granted'
      ? null
      : await (challenge.enrolmentSealed
          ? proveEnrolment(context, challenge, code)
          : isTotp(code)
            ? proveCode(context, accountId, code)
            : proveRecovery(context, accountId, code));
  const wrong = async () => {
    await recordWrongTry(context, source, taken, isTotp(code) ? 'code' : 'recovery-code', accountId);
    return refuse(secondFactorRefusals, refusalOfTry(taken) ?? 'CODE_REFUSED');
  };
  if (!proof) return wrong();
  const judged = newPassword ? await judgeNewPassword(context, challenge, newPassword) : null;
  if (judged && !judged.ok) {
    await giveTryBack(context, source, 'code');
    return judged;
  }
  let outcome: Outcome<StaffSignedIn>;
  try {
    outcome = await context.transaction(async (tx) => {
      const nowMs = context.clock.now();
      if (
        (await tx.em.nativeUpdate(SignInChallenge, { id: challenge.id, usedAtMs: null }, { usedAtMs: nowMs })) === 0 ||
        !(await proof(tx))
      )
        return refuse(secondFactorRefusals, 'CODE_REFUSED');
      await forgetTries(context, tx, source, 'code');
      // A new factor or password ends what was opened with the old one.
      if (challenge.enrolmentSealed || judged) await endAccess(context, tx, accountId);
      if (judged && !(await choosePassword(context, tx, challenge, judged.value)))
        return refuse(secondFactorRefusals, 'CODE_REFUSED');
      const recoveryCodes = challenge.enrolmentSealed ? await replaceRecoveryCodes(context, tx, accountId) : null;
      const token = await openSession(context, tx, { id: accountId, kind: 'account' }, 'password');
      const deviceToken = await keepDevice(context, tx, {
        accountId,
        deviceId: challenge.deviceId,
        sessionId: readToken(token)!.id,
      });
      await tx.em.insert(SignInAttempt, {
        id: context.newId(),
        channel: 'password',
        succeeded: true,
        reason: recoveryCodes ? 'enrolled' : 'known',
        atMs: nowMs,
      });
      tx.audit({ type: 'account', id: accountId, clause: '11.5.dd' });
      return ok({ token, accountId, recoveryCodes, deviceToken });
    });
  } catch (error) {
    // Two enrolled at once, or one who had asked before another enrolled: the first one stands.
    if (isDuplicateKey(error)) return wrong();
    throw error;
  }
  // Somebody has used the same code a moment earlier: it counts as a wrong one.
  return outcome.ok ? outcome : wrong();
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
        displayName: await openStaffName(context.vault, { ...row, id: row.accountId }),
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

async function proveCode(context: TrustContext, accountId: string, code: string): Promise<Proof | null> {
  const factor = await context.rows
    .selectFrom('SecondFactor')
    .select(['secretSealed', 'lastStep'])
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  const secret = factor && (await context.vault.openUnrecorded(accountId, factor.secretSealed));
  const step = secret ? stepOf(secret, code, context.clock.now()) : null;
  if (step === null || step <= factor!.lastStep) return null;
  return async (tx) =>
    (await tx.em.nativeUpdate(
      SecondFactor,
      { accountId, secretSealed: factor!.secretSealed, lastStep: { $lt: step } },
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
    if (
      (await tx.em.nativeUpdate(RecoveryCode, { id: found.id, usedAtMs: null }, { usedAtMs: context.clock.now() })) ===
      0
    )
      return false;
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
  { accountId, enrolmentSealed, createdAtMs }: OpenChallenge,
  code: string,
): Promise<Proof | null> {
  const secret = await context.vault.openUnrecorded(accountId, enrolmentSealed!);
  const step = secret && isTotp(code) ? stepOf(secret, code, context.clock.now()) : null;
  if (step === null) return null;
  return async (tx) => {
    const fresh = { secretSealed: enrolmentSealed!, lastStep: step, enrolledAtMs: context.clock.now() };
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
