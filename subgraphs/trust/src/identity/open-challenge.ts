import { randomBytes } from 'node:crypto';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { SignInChallenge } from './account.entity.ts';
import { grantsByAccount } from './account.loader.ts';
import { secretHashOf } from './account.policy.ts';
import { passwordDueAtMs } from './password.policy.ts';
import { CHALLENGE_LIFETIME_MS, newFactorSecret, otpauthUri } from './second-factor.policy.ts';

export interface Challenge {
  challenge: string;
  expiresAtMs: number;
  /** What an authenticator app is to learn first; null where it knows. */
  otpauthUri: string | null;
  isPasswordDue: boolean;
}

/** What follows a right password: a code of the app, or the app's enrolment. Its token opens nothing by itself. */
export async function openChallenge(
  context: TrustContext,
  tx: TrustTransaction,
  account: { id: string; login: string; passwordChangedAtMs: number | null; deviceId: string | null },
  enrols: boolean,
): Promise<Challenge> {
  const { id: accountId, login, deviceId } = account;
  const nowMs = context.clock.now();
  const id = context.newId();
  const secret = randomBytes(32).toString('base64url');
  const factorSecret = enrols ? newFactorSecret() : null;
  await tx.em.insert(SignInChallenge, {
    id,
    accountId,
    secretHash: secretHashOf(secret),
    enrolmentSealed: factorSecret && (await context.vault.seal(accountId, factorSecret)),
    deviceId,
    tries: 0,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + CHALLENGE_LIFETIME_MS,
    usedAtMs: null,
  });
  return {
    challenge: `hc.${id}.${secret}`,
    expiresAtMs: nowMs + CHALLENGE_LIFETIME_MS,
    otpauthUri: factorSecret && otpauthUri(factorSecret, login),
    isPasswordDue: await isPasswordDue(context, account),
  };
}

export async function isPasswordDue(
  context: TrustContext,
  account: { id: string; passwordChangedAtMs: number | null },
): Promise<boolean> {
  const [grants] = await grantsByAccount(context, [account.id]);
  const dueAtMs = passwordDueAtMs(
    account.passwordChangedAtMs,
    (grants ?? []).map(({ role }) => role),
  );
  return dueAtMs !== null && dueAtMs <= context.clock.now();
}
