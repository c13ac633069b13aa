import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { UsedAssertion } from './partner.entity.ts';

/** One that has expired is refused for that. Real time. */
export async function forgetAssertions(context: TrustContext): Promise<void> {
  await context.transaction(async (tx) =>
    ok(await tx.em.nativeDelete(UsedAssertion, { untilMs: { $lt: Date.now() } })),
  );
}
