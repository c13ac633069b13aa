import { eachAlone } from '@heitu/kit/data/each-alone';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext } from '../context.ts';
import { BATCH_MAX } from '../provider.policy.ts';
import { recoveries } from './advance.moves.ts';
import { END_LAPSES_WORKING_DAYS, endLapsesAtMs, NO_PROPOSAL } from './recovery.policy.ts';

/** Job: how a debt ends, as one proposed and nobody agreed to or confirmed, is void: it is owed and collected on. */
export async function lapseEnds(context: PaymentsContext): Promise<void> {
  const nowMs = context.clock.now();
  const proposed = await context.rows
    .selectFrom('Recovery')
    .select(['id', 'proposedAtMs'])
    .where('state', '=', 'open')
    .where('proposedAtMs', '<=', nowMs - END_LAPSES_WORKING_DAYS * DAY_MS)
    .limit(BATCH_MAX)
    .execute();
  const lapsed = proposed.filter((row) => endLapsesAtMs(row) <= nowMs);
  await eachAlone(lapsed, ({ id, proposedAtMs }) =>
    context.transaction(async (tx) => {
      const moved = await recoveries.bySystem(context, tx, 'lapse-end', { id, proposedAtMs }, NO_PROPOSAL);
      if (moved > 0) tx.audit({ type: 'recovery', id, clause: '6.6.d' });
      return ok(null);
    }),
  );
}
