import { hash, verify } from '@node-rs/argon2';
import { ok, refuse, type Outcome } from '@heitu/kit/outcome';
import { line, parse, z } from '@heitu/kit/validate';
import type { TrustContext } from '../context.ts';
import { LoginGuard, SignInAttempt } from './account.entity.ts';
import { FAILED_SIGN_INS_MAX, LOCK_MS, PASSWORD_LENGTH_MAX } from './account.policy.ts';
import { signInRefusals } from './account.refusals.ts';
import { openSession } from './open-session.ts';

const schema = z.object({ login: line(64), password: z.string().min(1).max(PASSWORD_LENGTH_MAX) });

/** Verified where there is no such login, so that an unknown name takes as long as a wrong password. */
let nobodysHash: Promise<string> | undefined;

/** Signs in staff. Errors: SIGN_IN_REFUSED (unknown name and wrong password alike), LOCKED after too many failures on a name. */
export async function signInWithPassword(context: TrustContext, input: unknown): Promise<Outcome<{ token: string; accountId: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { login, password } = valid.value;
  const loginBlind = context.vault.blindIndex('login', login);
  const account = await context.rows.selectFrom('Account').select(['id', 'passwordHash', 'state']).where('login', '=', login).executeTakeFirst();
  const guard = await context.rows.selectFrom('LoginGuard').select('lockedUntilMs').where('loginBlind', '=', loginBlind).executeTakeFirst();
  const expected = account?.passwordHash ?? (await (nobodysHash ??= hash('nobody')));
  const matches = await verify(expected, password);
  const locked = (guard?.lockedUntilMs ?? 0) > context.clock.now();
  if (!matches || !account || account.state !== 'active' || locked) {
    const reason = locked ? 'LOCKED' : 'SIGN_IN_REFUSED';
    await countFailure(context, loginBlind, locked);
    return refuse(signInRefusals, reason);
  }
  return context.transaction(async (tx) => {
    await tx.em.nativeUpdate(LoginGuard, { loginBlind }, { failedCount: 0 });
    const token = await openSession(context, tx, { id: account.id, kind: 'account' }, 'password');
    await tx.em.insert(SignInAttempt, { id: context.newId(), channel: 'password', succeeded: true, reason: 'known', atMs: context.clock.now() });
    tx.audit({ type: 'account', id: account.id, clause: '11.5.dd' });
    return ok({ token, accountId: account.id });
  });
}

async function countFailure(context: TrustContext, loginBlind: string, locked: boolean): Promise<void> {
  const nowMs = context.clock.now();
  await context.transaction(async (tx) => {
    await tx.em.insert(SignInAttempt, { id: context.newId(), channel: 'password', succeeded: false, reason: locked ? 'locked' : 'password', atMs: nowMs });
    if (locked) return ok(null);
    const counted = await tx.rows.updateTable('LoginGuard').set((eb) => ({ failedCount: eb('failedCount', '+', 1) })).where('loginBlind', '=', loginBlind).executeTakeFirst();
    if (Number(counted.numUpdatedRows) === 0) await tx.em.upsert(LoginGuard, { loginBlind, failedCount: 1, lockedUntilMs: 0 }, { onConflictAction: 'ignore' });
    await tx.em.nativeUpdate(LoginGuard, { loginBlind, failedCount: { $gte: FAILED_SIGN_INS_MAX } }, { failedCount: 0, lockedUntilMs: nowMs + LOCK_MS });
    return ok(null);
  });
}
