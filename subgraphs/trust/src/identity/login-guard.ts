import { hash, verify } from '@node-rs/argon2';
import { ok } from '@heitu/kit/outcome';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { LoginGuard, SignInAttempt } from './account.entity.ts';
import { FAILED_SIGN_INS_MAX, LOCK_MINUTES, LOCK_MS } from './account.policy.ts';

export type Try = 'granted' | 'last' | 'locked';

/** Twice where the name is new; once more where others moved the count meanwhile. */
const TAKE_ATTEMPTS_MAX = 3;

const guardOf = (context: TrustContext, login: string): string => context.vault.blindIndex('login', login);

/** Verified where there is no such login, so that an unknown name takes as long as a wrong password. */
let nobodysHash: Promise<string> | undefined;
export async function passwordMatches(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const nobodys = await (nobodysHash ??= hash('nobody'));
  return (await verify(passwordHash ?? nobodys, password)) && !!passwordHash;
}

/**
 * Takes one of a name's tries before the proof is judged, so that calls made at once have no more tries than calls made in turn; password, code and
 * recovery code share them. `last`: the name is locked from now on, unless this one is right. Outside of transactions: a refusal must not give it back.
 */
export async function takeTry(context: TrustContext, login: string): Promise<Try> {
  const loginBlind = guardOf(context, login);
  const nowMs = context.clock.now();
  const { rows } = context;
  await rows.updateTable('LoginGuard').set({ failedCount: 0, lockedUntilMs: 0 }).where('loginBlind', '=', loginBlind).where('lockedUntilMs', '>', 0).where('lockedUntilMs', '<=', nowMs).execute();
  const guard = () => rows.updateTable('LoginGuard').where('loginBlind', '=', loginBlind).where('lockedUntilMs', '=', 0);
  const changed = async (query: ReturnType<typeof guard>) => Number((await query.executeTakeFirst()).numUpdatedRows) === 1;
  const count = { countedAtMs: nowMs };
  for (let attempt = 0; attempt < TAKE_ATTEMPTS_MAX; attempt++) {
    // The last try is taken by the statement that locks: of calls made at once exactly one takes it, and tells the owner.
    if (await changed(guard().set({ ...count, failedCount: FAILED_SIGN_INS_MAX, lockedUntilMs: nowMs + LOCK_MS }).where('failedCount', '>=', FAILED_SIGN_INS_MAX - 1))) return 'last';
    if (await changed(guard().set((eb) => ({ ...count, failedCount: eb('failedCount', '+', 1) })).where('failedCount', '<', FAILED_SIGN_INS_MAX - 1))) return 'granted';
    // Locked, or not known yet, or moved between the two statements.
    if (attempt === 0) await context.em.upsert(LoginGuard, { loginBlind, failedCount: 0, lockedUntilMs: 0, countedAtMs: nowMs }, { onConflictAction: 'ignore' });
  }
  return 'locked';
}

/** The try was right, but it was not yet the whole sign-in: those that went wrong before stay counted. */
export async function giveTryBack(context: TrustContext, login: string): Promise<void> {
  await context.rows.updateTable('LoginGuard').set((eb) => ({ failedCount: eb('failedCount', '-', 1), lockedUntilMs: 0 })).where('loginBlind', '=', guardOf(context, login)).where('failedCount', '>', 0).execute();
}

/** All was right: nothing counts any longer. */
export async function forgetTries(context: TrustContext, tx: TrustTransaction, login: string): Promise<void> {
  await tx.em.nativeUpdate(LoginGuard, { loginBlind: guardOf(context, login) }, { failedCount: 0, lockedUntilMs: 0 });
}

/** Records a try that went wrong, and tells the owner when it locked the name. `what`: password, code, recovery-code. */
export async function recordWrongTry(context: TrustContext, taken: Try, what: string, accountId: string | undefined): Promise<void> {
  await context.transaction(async (tx) => {
    await tx.em.insert(SignInAttempt, { id: context.newId(), channel: 'password', succeeded: false, reason: taken === 'locked' ? 'locked' : what, atMs: context.clock.now() });
    if (accountId && taken === 'last') {
      await notifyAccount(context, tx, accountId, { kind: 'sign-in-locked', title: '您的登录名已锁定', body: `有人连续${FAILED_SIGN_INS_MAX}次没有通过登录验证，已锁定${LOCK_MINUTES}分钟；如果不是您本人，请尽快修改密码并告诉管理员`, orderId: null });
    }
    if (accountId) tx.audit({ type: 'account', id: accountId, clause: '11.5.dd', reason: taken === 'locked' ? '锁定期间尝试登录' : '没有通过登录验证' });
    return ok(null);
  });
}
