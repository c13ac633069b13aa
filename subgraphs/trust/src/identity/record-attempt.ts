import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { SignInAttempt } from './account.entity.ts';

/** Counts a sign-in that failed, in a transaction of its own: the refusal itself leaves no row (11.5.dd). */
export async function recordFailedAttempt(context: TrustContext, channel: string, reason: string): Promise<void> {
  await context.transaction(async (tx) => {
    await tx.em.insert(SignInAttempt, {
      id: context.newId(),
      channel,
      succeeded: false,
      reason,
      atMs: context.clock.now(),
    });
    return ok(null);
  });
}
