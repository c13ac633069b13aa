import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { CatalogContext } from '../context.ts';
import { tellPoolMoved } from './tell-pool-moved.ts';
import { poolShares } from './pool-share.moves.ts';

const OFFERS_PER_RUN_MAX = 100;

/** Job: an offer that its grower did not answer is over; the lot is not sold before there is another. */
export async function lapsePoolOffers(context: CatalogContext): Promise<void> {
  const nowMs = context.clock.now();
  const due = await context.rows
    .selectFrom('PoolShare')
    .select('id')
    .where('state', 'in', poolShares.lifecycle.from('lapse'))
    .where('answerDueAtMs', '<=', nowMs)
    .orderBy('answerDueAtMs')
    .limit(OFFERS_PER_RUN_MAX)
    .execute();
  await eachAlone(due, ({ id }) =>
    context.transaction(async (tx) => {
      const stillDue = { id, answerDueAtMs: { $lte: nowMs } };
      if ((await poolShares.bySystem(context, tx, 'lapse', stillDue)) === 0) return ok(null);
      await tellPoolMoved(tx, { shareId: id });
      tx.audit({ type: 'pool-share', id });
      return ok(null);
    }),
  );
}
