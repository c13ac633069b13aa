import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { LogisticsContext } from '../context.ts';
import { handoverLifecycle } from './handover.lifecycle.ts';
import { handovers } from './handover.moves.ts';

export const LAPSED_PER_RUN_MAX = 200;

/**
 * A goods document that was not signed by both sides in time is void, so that who still hands over measures and writes
 * anew.
 */
export async function lapseHandovers(context: LogisticsContext): Promise<void> {
  const nowMs = context.clock.now();
  // By the unique key of what is open, of which there is little; the oldest are due first.
  const open = await context.rows
    .selectFrom('Handover')
    .select(['id', 'state', 'openedAtMs', 'sellerSignedAtMs', 'carrierSignedAtMs'])
    .where('openFor', 'is not', null)
    .orderBy('openedAtMs')
    .limit(LAPSED_PER_RUN_MAX)
    .execute();
  const due = open.filter((row) => (handoverLifecycle.dueAtMs(row) ?? Infinity) <= nowMs);
  await eachAlone(due, ({ id }) =>
    context.transaction(async (tx) =>
      ok(await handovers.bySystem(context, tx, 'lapse', { id }, { openFor: null, complete: false })),
    ),
  );
}
