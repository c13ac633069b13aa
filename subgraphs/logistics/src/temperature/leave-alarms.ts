import { eachAlone } from '@heitu/kit/data/each-alone';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import type { LogisticsContext } from '../context.ts';
import { alarmLifecycle } from './alarm.lifecycle.ts';
import { alarms } from './alarm.moves.ts';
import { UNRESOLVED_WORKING_DAYS } from './excursion.policy.ts';

const LEFT_PER_RUN_MAX = 200;

/** Job: an alarm that nobody dealt with for weeks stands as such, against its carrier (8.1.1.ar). */
export async function leaveAlarms(context: LogisticsContext): Promise<void> {
  const nowMs = context.clock.now();
  const open = await context.rows
    .selectFrom('Alarm')
    .select(['id', 'state', 'raisedAtMs', 'acknowledgedAtMs'])
    .where('state', 'in', alarmLifecycle.from('leave'))
    .where('raisedAtMs', '<', nowMs - UNRESOLVED_WORKING_DAYS * DAY_MS)
    .orderBy('raisedAtMs')
    .limit(LEFT_PER_RUN_MAX)
    .execute();
  await eachAlone(
    open.filter((row) => alarmLifecycle.hasLapsed(row, nowMs)),
    ({ id }) => context.transaction(async (tx) => ok(await alarms.bySystem(context, tx, 'leave', { id }))),
  );
}
