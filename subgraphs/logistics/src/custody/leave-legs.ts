import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { LogisticsContext } from '../context.ts';
import { legLifecycle } from './leg.lifecycle.ts';
import { legs } from './leg.moves.ts';

const LEFT_PER_RUN_MAX = 200;

/** Job: a leg that the other side did not sign in time stays unsigned: nobody took the goods over. */
export async function leaveLegs(context: LogisticsContext): Promise<void> {
  const nowMs = context.clock.now();
  const open = await context.rows
    .selectFrom('CustodyLeg')
    .select(['id', 'state', 'openedAtMs'])
    .where('openFor', 'is not', null)
    .orderBy('openedAtMs')
    .limit(LEFT_PER_RUN_MAX)
    .execute();
  const due = open.filter((row) => (legLifecycle.dueAtMs(row) ?? Infinity) <= nowMs);
  await eachAlone(due, ({ id }) =>
    context.transaction(async (tx) => ok(await legs.bySystem(context, tx, 'leave', { id }, { openFor: null }))),
  );
}
