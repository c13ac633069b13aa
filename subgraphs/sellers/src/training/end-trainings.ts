import { eachAlone } from '@heitu/kit/data/each-alone';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';
import type { SellersContext } from '../context.ts';
import { seats, sessions, sittings } from './training.moves.ts';
import { MARKS_WORKING_DAYS, SIGN_AFTER_MS } from './training.policy.ts';

const ROWS_PER_RUN_MAX = 100;
const UNSEEN = '没有第二个人核对成绩，要重新登记';

/** Job: a session is over a day after its end, and whoever did not sign was not there; an exam ends with its clock. */
export async function endTrainings(context: SellersContext): Promise<void> {
  const nowMs = context.clock.now();
  const over = await context.rows
    .selectFrom('TrainingSession')
    .select('id')
    .where('state', '=', 'planned')
    .where('endsAtMs', '<=', nowMs - SIGN_AFTER_MS)
    .limit(ROWS_PER_RUN_MAX)
    .execute();
  await eachAlone(over, ({ id }) =>
    context.transaction(async (tx) => {
      const came = await tx.rows
        .selectFrom('TrainingSeat')
        .select('id')
        .where('sessionId', '=', id)
        .where('state', '=', 'attended')
        .executeTakeFirst();
      await sessions.bySystem(context, tx, came ? 'end' : 'end-empty', { id }, { endedAtMs: nowMs });
      await seats.bySystem(context, tx, 'miss', { sessionId: id });
      return ok(null);
    }),
  );
  const late = await context.rows
    .selectFrom('ExamSitting')
    .select('id')
    .where('state', '=', 'open')
    .where('dueAtMs', '<=', nowMs)
    .limit(ROWS_PER_RUN_MAX)
    .execute();
  await eachAlone(late, ({ id }) =>
    context.transaction(async (tx) => {
      await sittings.bySystem(context, tx, 'run-out', { id }, { openFor: null, endedAtMs: nowMs });
      return ok(null);
    }),
  );
  const marked = await context.rows
    .selectFrom('ExamSitting')
    .select(['id', 'state', 'dueAtMs', 'markedAtMs'])
    .where('state', '=', 'marked')
    .where('markedAtMs', '<=', nowMs - MARKS_WORKING_DAYS.struck * DAY_MS)
    .limit(ROWS_PER_RUN_MAX)
    .execute();
  const unseen = marked.filter((row) => sittings.lifecycle.hasLapsed(row, nowMs));
  await eachAlone(unseen, ({ id }) =>
    context.transaction(async (tx) => {
      const struck = await sittings.bySystem(context, tx, 'strike', { id }, { openFor: null, endedAtMs: nowMs });
      if (struck > 0) tx.audit({ type: 'exam-sitting', id, clause: '8.1.ag' satisfies ClauseRef, reason: UNSEEN });
      return ok(null);
    }),
  );
}
