import { eachAlone } from '@heitu/kit/data/each-alone';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import type { OrdersContext } from '../context.ts';
import { recallCaseLifecycle } from './recall-case.lifecycle.ts';
import { GIVE_UP_WORKING_DAYS, LOST_AT_LAST_WORKING_DAYS } from './recall.policy.ts';
import { recallCases, recallRows, regrades } from './recall.moves.ts';
import { noteNotified } from './recall-told.ts';
import { recallRowLifecycle } from './recall-row.lifecycle.ts';

const BATCH_MAX = 200;

/** The lots of a case are told of within seconds of each other. */
const GATHERED_MS = MINUTE_MS;

/** Job: a case whose buyers were all told has notified them; what nobody does anything about goes on by its table. */
export async function endRecalls(context: OrdersContext): Promise<void> {
  await noteAllNotified(context);
  await lapseClosures(context);
  await lapseRegrades(context);
  await endRows(context, 'at-buyer', GIVE_UP_WORKING_DAYS);
  await endRows(context, 'on-way', LOST_AT_LAST_WORKING_DAYS);
  await endRows(context, 'coming-back', LOST_AT_LAST_WORKING_DAYS);
}

async function noteAllNotified(context: OrdersContext): Promise<void> {
  const opened = await context.rows
    .selectFrom('RecallCase')
    .select('id')
    .where('state', 'in', recallCaseLifecycle.from('notify'))
    .where('openedAtMs', '<', context.clock.now() - GATHERED_MS)
    .where('searchStartedAtMs', 'is', null)
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(opened, ({ id }) => context.transaction(async (tx) => ok(await noteNotified(context, tx, id))));
}

async function lapseClosures(context: OrdersContext): Promise<void> {
  const due = await context.rows
    .selectFrom('RecallCase')
    .select(['id', 'reviewDueAtMs'])
    .where('state', 'in', recallCaseLifecycle.from('lapse-closure'))
    .where('reviewDueAtMs', '<', context.clock.now())
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(due, ({ id, reviewDueAtMs }) =>
    context.transaction(async (tx) =>
      ok(await recallCases.bySystem(context, tx, 'lapse-closure', { id, reviewDueAtMs }, { reviewDueAtMs: null })),
    ),
  );
}

async function lapseRegrades(context: OrdersContext): Promise<void> {
  const decideDueAtMs = { $lte: context.clock.now() };
  await context.transaction(async (tx) =>
    ok(await regrades.bySystem(context, tx, 'lapse', { decideDueAtMs }, { waitingFor: null })),
  );
}

async function endRows(
  context: OrdersContext,
  state: 'at-buyer' | 'on-way' | 'coming-back',
  workingDays: number,
): Promise<void> {
  const nowMs = context.clock.now();
  const silent = await context.rows
    .selectFrom('RecallRow')
    .selectAll()
    .where('state', '=', state)
    // Working days are at least as many days.
    .where('foundAtMs', '<', nowMs - workingDays * DAY_MS)
    .orderBy('foundAtMs')
    .limit(BATCH_MAX)
    .execute();
  const ended = silent.filter((row) => recallRowLifecycle.hasLapsed(row, nowMs));
  await eachAlone(ended, ({ id }) =>
    context.transaction(async (tx) =>
      ok(
        state === 'at-buyer'
          ? await recallRows.bySystem(
              context,
              tx,
              'give-up',
              { id, state },
              {
                goneReason: 'unreachable',
                endedAtMs: nowMs,
              },
            )
          : await recallRows.bySystem(context, tx, 'lose', { id, state }, { goneReason: 'lost', endedAtMs: nowMs }),
      ),
    ),
  );
}
