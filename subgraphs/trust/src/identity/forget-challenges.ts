import { ok } from '@heitu/kit/outcome';
import type { TrustContext } from '../context.ts';
import { LoginGuard, SignInChallenge } from './account.entity.ts';
import { FAILURES_KEPT_MS } from './account.policy.ts';
import { CHALLENGES_KEPT_MS } from './second-factor.policy.ts';

/** Half-done sign-ins are of no use once they have ended, failures once they are a day old. */
export async function forgetChallenges(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  await context.transaction(async (tx) => {
    await tx.em.nativeDelete(SignInChallenge, { expiresAtMs: { $lt: nowMs - CHALLENGES_KEPT_MS } });
    return ok(await tx.em.nativeDelete(LoginGuard, { countedAtMs: { $lt: nowMs - FAILURES_KEPT_MS }, lockedUntilMs: { $lte: nowMs } }));
  });
}
