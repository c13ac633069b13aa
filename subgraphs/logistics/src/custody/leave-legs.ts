import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { LogisticsContext } from '../context.ts';
import { legs } from './leg.moves.ts';

const LEFT_PER_RUN_MAX = 200;

/**
 * Job: a leg that the other side did not sign in time stays unsigned: nobody took the goods over. Where whoever took
 * them has signed alone, what they said stands.
 */
export async function leaveLegs(context: LogisticsContext): Promise<void> {
  const due = await context.rows
    .selectFrom('CustodyLeg')
    .select(['id', 'takenAlone'])
    .where('state', '=', 'open')
    .where('signByMs', '<=', context.clock.now())
    .orderBy('signByMs')
    .limit(LEFT_PER_RUN_MAX)
    .execute();
  await eachAlone(due, ({ id, takenAlone }) =>
    context.transaction(async (tx) =>
      ok(await legs.bySystem(context, tx, takenAlone ? 'let-stand' : 'leave', { id }, { openFor: null })),
    ),
  );
}
