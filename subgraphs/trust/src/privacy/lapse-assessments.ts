import { eachAlone } from '@heitu/kit/data/each-alone';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { LAPSES_WORKING_DAYS } from './assessment.lifecycle.ts';
import { assessments } from './privacy.moves.ts';

const LAPSED_PER_RUN_MAX = 100;

/** Job: an assessment that no second person has read counts as none, and is made anew (PIPL 55). */
export async function lapseAssessments(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const drafted = await context.rows
    .selectFrom('ImpactAssessment')
    .select(['id', 'state', 'recordedAtMs'])
    .where('state', '=', 'drafted')
    .where('recordedAtMs', '<=', nowMs - LAPSES_WORKING_DAYS * DAY_MS)
    .limit(LAPSED_PER_RUN_MAX)
    .execute();
  const unread = drafted.filter((row) => assessments.lifecycle.hasLapsed(row, nowMs));
  await eachAlone(unread, ({ id }) =>
    context.transaction(async (tx) => {
      if ((await assessments.bySystem(context, tx, 'lapse', { id })) > 0)
        tx.audit({ type: 'impact-assessment', id, clause: '10.4' });
      return ok(null);
    }),
  );
}
