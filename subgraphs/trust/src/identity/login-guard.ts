import { hash, verify } from '@node-rs/argon2';
import { changeOrMake, isChanged } from '@heitu/kit/data/only-one';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { LoginGuard, SignInAttempt, TryGuard } from './account.entity.ts';
import { FAILED_SIGN_INS_MAX, LOCK_MS, STRANGERS_PACE, type ProofKind } from './account.policy.ts';
import { noteWrongTry } from './tell-wrong-tries.ts';
import { guardOf, sourceGuardOf, type TrySource } from './try-source.ts';

export type Try = 'granted' | 'locked' | 'slowed';
/** What a try that was not granted is refused with. */
export const refusalOfTry = (taken: Try): 'LOCKED' | 'SLOWED' | null =>
  taken === 'granted' ? null : taken === 'locked' ? 'LOCKED' : 'SLOWED';

/** Verified where there is no such login, so that an unknown name takes as long as a wrong password. */
let nobodysHash: Promise<string> | undefined;
export async function passwordMatches(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const nobodys = await (nobodysHash ??= hash('nobody'));
  return (await verify(passwordHash ?? nobodys, password)) && !!passwordHash;
}

/**
 * Takes one of a source's tries before the proof is judged, so that calls made at once have no more tries than calls
 * made in turn; password, code and recovery code share them. A stranger takes one of all strangers' as well. Outside of
 * transactions: a refusal must not give it back.
 */
export async function takeTry(context: TrustContext, source: TrySource, proof: ProofKind): Promise<Try> {
  if (!(await takeOfSource(context, source))) return 'locked';
  if (!source.isStranger || (await takeOfStrangers(context, source, proof))) return 'granted';
  await giveBackToSource(context, source);
  return 'slowed';
}

async function takeOfSource(context: TrustContext, source: TrySource): Promise<boolean> {
  const sourceBlind = sourceGuardOf(context, source);
  const nowMs = context.clock.now();
  const { rows } = context;
  await rows
    .updateTable('TryGuard')
    .set({ failedCount: 0, lockedUntilMs: 0 })
    .where('sourceBlind', '=', sourceBlind)
    .where('lockedUntilMs', '>', 0)
    .where('lockedUntilMs', '<=', nowMs)
    .execute();
  // One statement counts and locks: of calls made at once exactly one takes the last try, and none is taken for locked
  // because others moved the count meanwhile. The lock is set first: MariaDB's assignments see those before them.
  const take = () =>
    isChanged(
      rows
        .updateTable('TryGuard')
        .set((eb) => ({
          lockedUntilMs: eb
            .case()
            .when('failedCount', '>=', FAILED_SIGN_INS_MAX - 1)
            .then(nowMs + LOCK_MS)
            .else(0)
            .end(),
          failedCount: eb('failedCount', '+', 1),
          countedAtMs: nowMs,
        }))
        .where('sourceBlind', '=', sourceBlind)
        .where('lockedUntilMs', '=', 0),
    );
  // Not taken: locked, or not known yet.
  return changeOrMake(take, () =>
    context.em.upsert(
      TryGuard,
      {
        sourceBlind,
        loginBlind: guardOf(context, source.login),
        failedCount: 0,
        lockedUntilMs: 0,
        countedAtMs: nowMs,
      },
      { onConflictAction: 'ignore' },
    ),
  );
}

const PACE_OF = { password: 'passwordPaceMs', code: 'codePaceMs' } as const satisfies Record<ProofKind, string>;

/** Each try moves the pace on by its share of time; one that would lead further ahead than the burst is not granted. */
async function takeOfStrangers(context: TrustContext, { login }: TrySource, proof: ProofKind): Promise<boolean> {
  const loginBlind = guardOf(context, login);
  const nowMs = context.clock.now();
  const { burst, everyMs } = STRANGERS_PACE[proof];
  const pace = PACE_OF[proof];
  const take = () =>
    isChanged(
      context.rows
        .updateTable('LoginGuard')
        .set((eb) => ({
          countedAtMs: nowMs,
          [pace]: eb
            .case()
            .when(pace, '<=', nowMs)
            .then(nowMs + everyMs)
            .else(eb(pace, '+', everyMs))
            .end(),
        }))
        .where('loginBlind', '=', loginBlind)
        .where(pace, '<=', nowMs + (burst - 1) * everyMs),
    );
  return changeOrMake(take, () => guardName(context, login));
}

async function guardName(context: TrustContext, login: string): Promise<void> {
  const countedAtMs = context.clock.now();
  await context.em.upsert(
    LoginGuard,
    {
      loginBlind: guardOf(context, login),
      passwordPaceMs: 0,
      codePaceMs: 0,
      untoldCount: 0,
      networkSealed: null,
      toldAtMs: 0,
      countedAtMs,
    },
    { onConflictAction: 'ignore' },
  );
}

async function giveBackToSource(context: TrustContext, source: TrySource): Promise<void> {
  await context.rows
    .updateTable('TryGuard')
    .set((eb) => ({ failedCount: eb('failedCount', '-', 1), lockedUntilMs: 0 }))
    .where('sourceBlind', '=', sourceGuardOf(context, source))
    .where('failedCount', '>', 0)
    .execute();
}

/** The try was right, but it was not yet the whole sign-in: those that went wrong before stay counted. */
export async function giveTryBack(context: TrustContext, source: TrySource, proof: ProofKind): Promise<void> {
  await giveBackToSource(context, source);
  await giveBackToStrangers(context, source, proof);
}
async function giveBackToStrangers(context: TrustContext, source: TrySource, proof: ProofKind): Promise<void> {
  if (!source.isStranger) return;
  const { everyMs } = STRANGERS_PACE[proof];
  const pace = PACE_OF[proof];
  await context.rows
    .updateTable('LoginGuard')
    .set((eb) => ({ [pace]: eb(pace, '-', everyMs) }))
    .where('loginBlind', '=', guardOf(context, source.login))
    .where(pace, '>=', everyMs)
    .execute();
}

/** All was right: nothing from there counts any longer. What others try elsewhere stays counted. */
export async function forgetTries(
  context: TrustContext,
  tx: TrustTransaction,
  source: TrySource,
  proof: ProofKind,
): Promise<void> {
  await tx.em.nativeUpdate(
    TryGuard,
    { sourceBlind: sourceGuardOf(context, source) },
    { failedCount: 0, lockedUntilMs: 0 },
  );
  await giveBackToStrangers(context, source, proof);
}
/** Nothing counts any longer, wherever it came from. */
export async function forgetAllTries(context: TrustContext, tx: TrustTransaction, login: string): Promise<void> {
  const loginBlind = guardOf(context, login);
  await tx.em.nativeDelete(TryGuard, { loginBlind });
  await tx.em.nativeDelete(LoginGuard, { loginBlind });
}

/** Records a try that went wrong, and tells the owner of too many. `what`: password, code, recovery-code. */
export async function recordWrongTry(
  context: TrustContext,
  source: TrySource,
  taken: Try,
  what: string,
  accountId: string | undefined,
): Promise<void> {
  const isJudged = taken === 'granted';
  if (accountId) await guardName(context, source.login);
  await context.transaction(async (tx) => {
    await tx.em.insert(SignInAttempt, {
      id: context.newId(),
      channel: 'password',
      succeeded: false,
      reason: isJudged ? what : taken,
      atMs: context.clock.now(),
    });
    if (!accountId) return ok(null);
    await noteWrongTry(context, tx, source, accountId);
    tx.audit({
      type: 'account',
      id: accountId,
      clause: '11.5.dd',
      reason: isJudged ? '没有通过登录验证' : '锁定或限速期间尝试登录',
    });
    return ok(null);
  });
}
