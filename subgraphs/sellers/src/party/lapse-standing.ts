import { chinaDate } from '@heitu/kit/rules/calendar';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { SellersContext } from '../context.ts';
import { refreshStanding } from './refresh-standing.ts';

export const LAPSES_PER_RUN_MAX = 100;

/**
 * Takes parties out of business whose compulsory papers ran out or whose re-review was missed, and their shops off sale
 * (6.4).
 */
export async function lapseStanding(context: SellersContext): Promise<void> {
  const nowMs = context.clock.now();
  const due = await context.rows
    .selectFrom('Party')
    .select('id')
    .where('standing', '=', 'good')
    .where((where) => where.or([where('validUntil', '<', chinaDate(nowMs)), where('reReviewDueAtMs', '<=', nowMs)]))
    .limit(LAPSES_PER_RUN_MAX)
    .execute();
  await eachAlone(due, async ({ id }) => {
    await context.transaction(async (tx) => {
      await refreshStanding(context, tx, id);
      return ok(null);
    });
  });
}
