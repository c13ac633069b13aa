import { measureTaken } from '@heitu/events/trust.measure-taken.v1';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { measures } from './conduct.moves.ts';
import { measureLifecycle } from './measure.lifecycle.ts';
import { tallyOf } from './take-measure.ts';
import { addToTally } from './tally.ts';

/** The warning that came with a block goes with it: what was lawful weighs on nobody's credit. */
export async function liftMeasureOfLook(
  context: TrustContext,
  tx: TrustTransaction,
  { partyId, lookId }: { partyId: string; lookId: string },
): Promise<void> {
  const measure = await tx.rows
    .selectFrom('Measure')
    .select(['id', 'step'])
    .where('partyId', '=', partyId)
    .where('lookId', '=', lookId)
    .where('state', 'in', measureLifecycle.from('lift'))
    .executeTakeFirst();
  if (!measure) return;
  const set = { endedAtMs: context.clock.now() };
  if ((await measures.bySystem(context, tx, 'lift', { id: measure.id }, set)) === 0) return;
  await addToTally(tx, partyId, tallyOf(measure.step, -1));
  tx.publish(
    measureTaken,
    { type: 'party', id: partyId },
    { measureId: measure.id, partyId, step: 'lifted', dueAtMs: null, reason: '申诉成立' },
  );
}
