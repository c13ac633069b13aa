import type { TrustContext, TrustTransaction } from '../context.ts';
import { measureLifecycle } from './measure.lifecycle.ts';
import { liftOne } from './take-measure.ts';

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
  if (measure) await liftOne(context, tx, { ...measure, partyId }, '申诉成立');
}
