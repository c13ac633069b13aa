import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { notifyParty } from '../messages/notify.ts';
import { measures } from './conduct.moves.ts';
import { measureLifecycle } from './measure.lifecycle.ts';
import { takeMeasureIn, tallyOf } from './take-measure.ts';
import { addToTally } from './tally.ts';

const SWEEP_BATCH_MAX = 50;

/** Job: what ran out of time, each in its own way. */
export async function sweepMeasures(context: TrustContext): Promise<void> {
  await raiseOverdue(context);
  await dropUndecided(context);
}

/**
 * A rectification whose deadline passed without a report puts a suspension forward (6.6 last paragraph, 13 last
 * paragraph).
 */
async function raiseOverdue(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const overdue = await context.rows
    .selectFrom('Measure')
    .select(['id', 'partyId'])
    .where('state', '=', 'in-force')
    .where('step', '=', 'rectification')
    .where('dueAtMs', '<', nowMs)
    .limit(SWEEP_BATCH_MAX)
    .execute();
  await eachAlone(overdue, async ({ id, partyId }) => {
    await context.transaction(async (tx) => {
      const ended = { rectifiedInTime: false, endedAtMs: nowMs };
      const moved = await measures.bySystem(context, tx, 'raise', { id }, ended);
      if (moved === 0) return ok(null);
      await addToTally(tx, partyId, tallyOf('rectification', -1));
      return takeMeasureIn(context, tx, {
        partyId,
        step: 'suspension',
        reason: '限期整改到期没有整改',
        clause: '13.end',
        dueAtMs: null,
        byLadder: true,
      });
    });
  });
}

/** A suspension that nobody decided on in time has happened to nobody, and the party need not fear it any longer. */
async function dropUndecided(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const proposed = await context.rows
    .selectFrom('Measure')
    .select(['id', 'partyId', 'state', 'dueAtMs', 'takenAtMs', 'appealedAtMs', 'rectifiedAtMs'])
    .where('state', '=', 'proposed')
    .orderBy('takenAtMs')
    .limit(SWEEP_BATCH_MAX)
    .execute();
  const silent = proposed.filter((row) => (measureLifecycle.lastAtMs(row) ?? Infinity) <= nowMs);
  await eachAlone(silent, ({ id, partyId }) =>
    context.transaction(async (tx) => {
      if ((await measures.bySystem(context, tx, 'decline', { id }, { endedAtMs: nowMs })) === 0) return ok(null);
      await notifyParty(context, tx, partyId, 'complaints', {
        kind: 'measure-taken',
        title: '平台没有暂停您的营业',
        body: '平台的人到期没有决定，这条建议不再有效',
        orderId: null,
      });
      return ok(null);
    }),
  );
}
