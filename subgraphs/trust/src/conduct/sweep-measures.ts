import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { measures } from './conduct.moves.ts';
import { takeMeasureIn, tallyOf } from './take-measure.ts';
import { addToTally } from './tally.ts';

const SWEEP_BATCH_MAX = 50;

/**
 * A rectification whose deadline passed without a report puts a suspension forward (6.6 last paragraph, 13 last
 * paragraph).
 */
export async function sweepMeasures(context: TrustContext): Promise<void> {
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
