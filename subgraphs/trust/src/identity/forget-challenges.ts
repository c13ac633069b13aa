import { ok } from '@heitu/kit/outcome';
import type { TrustContext } from '../context.ts';
import { SignInChallenge } from './account.entity.ts';
import { CHALLENGES_KEPT_MS } from './second-factor.policy.ts';

/** Half-done sign-ins are of no use once they have ended. */
export async function forgetChallenges(context: TrustContext): Promise<void> {
  await context.transaction(async (tx) => ok(await tx.em.nativeDelete(SignInChallenge, { expiresAtMs: { $lt: context.clock.now() - CHALLENGES_KEPT_MS } })));
}
