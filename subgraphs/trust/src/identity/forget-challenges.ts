import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { KnownDevice, LoginGuard, SignInChallenge, TryGuard } from './account.entity.ts';
import { DEVICE_KEPT_MS, FAILURES_KEPT_MS, TOLD_EVERY_MS, WRONG_TRIES_TOLD_MIN } from './account.policy.ts';
import { CHALLENGES_KEPT_MS } from './second-factor.policy.ts';

/**
 * Half-done sign-ins are of no use once they have ended, failures once they are a day old, what the owner was told once
 * it may be told again; devices after half a year.
 */
export async function forgetChallenges(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  await context.transaction(async (tx) => {
    await tx.em.nativeDelete(SignInChallenge, { expiresAtMs: { $lt: nowMs - CHALLENGES_KEPT_MS } });
    await tx.em.nativeDelete(KnownDevice, { seenAtMs: { $lte: nowMs - DEVICE_KEPT_MS } });
    await tx.em.nativeDelete(TryGuard, {
      countedAtMs: { $lt: nowMs - FAILURES_KEPT_MS },
      lockedUntilMs: { $lte: nowMs },
    });
    return ok(
      await tx.em.nativeDelete(LoginGuard, {
        countedAtMs: { $lt: nowMs - FAILURES_KEPT_MS },
        toldAtMs: { $lte: nowMs - TOLD_EVERY_MS },
        untoldCount: { $lt: WRONG_TRIES_TOLD_MIN },
      }),
    );
  });
}
