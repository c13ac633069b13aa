import { hash } from '@node-rs/argon2';
import { ok, type CodeOf, type Outcome } from '@heitu/kit/rules/outcome';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { Account, UsedPassword } from './account.entity.ts';
import type { passwordRefusals } from './account.refusals.ts';
import { judgePassword, PASSWORDS_REMEMBERED } from './password.policy.ts';

/** The hash of a new password that is good enough and not one of the last (7.4.s). */
export async function judgeNewPassword(
  context: TrustContext,
  account: { accountId: string; login: string; displayName: string; passwordHash: string },
  password: string,
): Promise<Outcome<string, CodeOf<typeof passwordRefusals>>> {
  const { accountId, login, displayName, passwordHash } = account;
  const used = await context.rows
    .selectFrom('UsedPassword')
    .select('passwordHash')
    .where('accountId', '=', accountId)
    .orderBy('atMs', 'desc')
    .orderBy('id', 'desc')
    .limit(PASSWORDS_REMEMBERED - 1)
    .execute();
  return (
    (await judgePassword(password, [login, displayName], [passwordHash, ...used.map((row) => row.passwordHash)])) ??
    ok(await hash(password))
  );
}

/** The account's own choice from now on; the one before it is remembered. False where another change was faster. */
export async function choosePassword(
  context: TrustContext,
  tx: TrustTransaction,
  { accountId, passwordHash: former }: { accountId: string; passwordHash: string },
  passwordHash: string,
): Promise<boolean> {
  const nowMs = context.clock.now();
  if (
    (await tx.em.nativeUpdate(
      Account,
      { id: accountId, passwordHash: former },
      { passwordHash, passwordChangedAtMs: nowMs },
    )) === 0
  )
    return false;
  await tx.em.insert(UsedPassword, { id: context.newId(), accountId, passwordHash: former, atMs: nowMs });
  const kept = await tx.rows
    .selectFrom('UsedPassword')
    .select('id')
    .where('accountId', '=', accountId)
    .orderBy('atMs', 'desc')
    .orderBy('id', 'desc')
    .limit(PASSWORDS_REMEMBERED - 1)
    .execute();
  await tx.em.nativeDelete(UsedPassword, { accountId, id: { $nin: kept.map(({ id }) => id) } });
  return true;
}
