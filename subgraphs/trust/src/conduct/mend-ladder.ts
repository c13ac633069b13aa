import { YES } from '@heitu/kit/data/entities';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { measures } from './conduct.moves.ts';
import { failedText, rectificationDueAt, stepForFailures } from './measure.policy.ts';
import { liftOne, takeMeasureIn } from './take-measure.ts';

/**
 * An appeal against what a month brought has held: the month counts as passed, and each later one that was punished the
 * harder for it gets the step that it would have got.
 */
export async function mendLadder(
  context: TrustContext,
  tx: TrustTransaction,
  { partyId, month }: { partyId: string; month: string },
): Promise<void> {
  const nowMs = context.clock.now();
  await tx.rows
    .updateTable('Assessment')
    .set({ passed: YES, overturnedAtMs: nowMs })
    .where('partyId', '=', partyId)
    .where('month', '=', month)
    .execute();
  const later = await tx.rows
    .selectFrom('Assessment as a')
    .innerJoin('AssessedMonth as p', (join) => join.onRef('p.month', '=', 'a.month').on('p.state', '=', 'published'))
    .leftJoin('Measure as m', (join) =>
      join.onRef('m.partyId', '=', 'a.partyId').onRef('m.assessedMonth', '=', 'a.month'),
    )
    .select(['a.month', 'a.passed', 'a.score', 'm.id', 'm.step'])
    .where('a.partyId', '=', partyId)
    .where('a.month', '>', month)
    .where('a.score', 'is not', null)
    .orderBy('a.month')
    .execute();
  const toPass = later.findIndex(({ passed }) => Boolean(passed));
  for (const [i, { id, step, ...failed }] of later.slice(0, toPass === -1 ? later.length : toPass).entries()) {
    const lighter = stepForFailures(i + 1);
    if (id === null || step === null || step === lighter) continue;
    const reason = `${month}的申诉成立，重新算过`;
    const isEnded =
      (await liftOne(context, tx, { id, step, partyId }, reason)) ||
      (await measures.bySystem(context, tx, 'decline', { id }, { endedAtMs: nowMs })) > 0;
    // What has ended already weighs on nobody.
    if (!isEnded) continue;
    // One month brings one measure.
    await tx.rows.updateTable('Measure').set({ assessedMonth: null }).where('id', '=', id).execute();
    await takeMeasureIn(context, tx, {
      partyId,
      step: lighter,
      reason: `${failedText(failed.month, failed.score, lighter)}（${reason}）`,
      clause: '13.end',
      dueAtMs: lighter === 'rectification' ? rectificationDueAt(nowMs) : null,
      assessedMonth: failed.month,
      byLadder: true,
    });
  }
}
