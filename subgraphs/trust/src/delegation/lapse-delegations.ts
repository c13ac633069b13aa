import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { delegations } from './delegation.moves.ts';
import { ASK_LIFETIME_MS } from './delegation.policy.ts';

/** What was asked and not answered with the code in time ends, as does a delegation whose day has passed (11.5.de). */
export async function lapseDelegations(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  await context.transaction(async (tx) => {
    const askedBefore = { askedAtMs: { $lte: nowMs - ASK_LIFETIME_MS } };
    await delegations.bySystem(context, tx, 'lapse', askedBefore, {
      endedAtMs: nowMs,
      codeDueAtMs: null,
      personSealed: null,
    });
    const past = { untilMs: { $lte: nowMs } };
    return ok(
      await delegations.bySystem(context, tx, 'expire', past, {
        endedAtMs: nowMs,
        activeFor: null,
        personSealed: null,
      }),
    );
  });
}
