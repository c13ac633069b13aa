import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { claimLifecycle } from './claim.lifecycle.ts';
import { wontMove } from './claim.refusals.ts';
import { fixClaim } from './fix-claim.ts';

const SWEEP_BATCH_MAX = 100;

/** Job: whoever says nothing agrees to the records; where nobody of the platform decides, they stand as well. */
export async function sweepClaims(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const open = await context.rows
    .selectFrom('Claim')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'proposed'), eb('answerDueAtMs', '<', nowMs)]),
        eb.and([eb('state', '=', 'contested'), eb('decideDueAtMs', '<', nowMs)]),
        eb.and([eb('state', '=', 'drafted'), eb('reviewDueAtMs', '<', nowMs)]),
      ]),
    )
    .orderBy('openedAtMs')
    .limit(SWEEP_BATCH_MAX)
    .execute();
  const silent = open.filter((row) => row.state === 'proposed' || claimLifecycle.hasLapsed(row, nowMs));
  await eachAlone(silent, (claim) =>
    context.transaction(async (tx) => {
      const shares = await tx.rows.selectFrom('ClaimShare').selectAll().where('claimId', '=', claim.id).execute();
      const fixed = claim.state === 'proposed' ? 'unanswered' : 'undecided';
      return (await fixClaim(context, tx, claim, shares, fixed, wontMove)) ?? ok(null);
    }),
  );
}
