import { ok } from '@heitu/kit/rules/outcome';
import type { LogisticsContext } from '../context.ts';
import { trips } from './shipment.moves.ts';
import { LOAD_CHECK_AT_LAST_MS } from './shipment.policy.ts';

/** Job: a round that is long over stands as one whose load nobody looked at (8.4.3.bm). */
export async function missLoadChecks(context: LogisticsContext): Promise<void> {
  const over = { startedAtMs: { $lt: context.clock.now() - LOAD_CHECK_AT_LAST_MS } };
  await context.transaction(async (tx) => ok(await trips.bySystem(context, tx, 'miss', over)));
}
