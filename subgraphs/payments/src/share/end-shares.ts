import { eachAlone } from '@heitu/kit/data/each-alone';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext } from '../context.ts';
import { BATCH_MAX } from '../provider.policy.ts';
import { profitShares, shareReturns } from './share.moves.ts';
import { tellReturned } from './tell-returned.ts';
import { CARRIED_WORKING_DAYS, RETURN_ENDS_AFTER_WORKING_DAYS } from './share.policy.ts';

/** Job: what the provider could not share, or not take back, in all that time the two parties settle themselves. */
export async function endShares(context: PaymentsContext): Promise<void> {
  await eachAlone(await silentShares(context), ({ id, orderId }) =>
    context.transaction(async (tx) => {
      if ((await profitShares.bySystem(context, tx, 'leave', { id })) > 0) tx.audit({ type: 'order', id: orderId });
      return ok(null);
    }),
  );
  await eachAlone(await silentReturns(context), ({ id, orderId, owedOf, ...row }) =>
    context.transaction(async (tx) => {
      const moved = await shareReturns.bySystem(context, tx, 'leave', { id }, { nextAtMs: null });
      if (moved === 0) return ok(null);
      tx.audit({ type: 'order', id: orderId });
      tellReturned(context, tx, { ...row, orderId: owedOf }, false);
      return ok(null);
    }),
  );
}

/** Working days are never fewer than days: only rows that old can be due. */
async function silentShares({ rows, clock }: PaymentsContext) {
  const nowMs = clock.now();
  const found = await rows
    .selectFrom('ProfitShare')
    .select(['id', 'orderId', 'state', 'createdAtMs'])
    .where('state', 'in', profitShares.lifecycle.from('leave'))
    .where('createdAtMs', '<=', nowMs - CARRIED_WORKING_DAYS * DAY_MS)
    .orderBy('createdAtMs')
    .limit(BATCH_MAX)
    .execute();
  return found.filter((row) => (profitShares.lifecycle.dueAtMs(row) ?? Infinity) <= nowMs);
}

async function silentReturns({ rows, clock }: PaymentsContext) {
  const nowMs = clock.now();
  const found = await rows
    .selectFrom('ShareReturn as r')
    .innerJoin('ProfitShare as h', 'h.id', 'r.shareId')
    .select(['r.id', 'r.orderId', 'r.kind', 'r.partyId', 'r.amountFen', 'r.state', 'r.createdAtMs'])
    .select('h.orderId as owedOf')
    .where('r.state', 'in', shareReturns.lifecycle.from('leave'))
    .where('r.createdAtMs', '<=', nowMs - RETURN_ENDS_AFTER_WORKING_DAYS * DAY_MS)
    .orderBy('r.createdAtMs')
    .limit(BATCH_MAX)
    .execute();
  return found.filter((row) => shareReturns.lifecycle.hasLapsed(row, nowMs));
}
