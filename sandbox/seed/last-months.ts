import type { Context } from '@heitu/kit/data/context';
import { chinaMonth, startOfChinaMonth } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { AssessedMonth, assessmentDays, keepAssessing, type TrustContext } from '@heitu/trust';
import { inRoom } from './rooms.ts';

/** What the room does then, as if the clock stood there. */
const at = (context: TrustContext, nowMs: number): TrustContext =>
  Object.create(context, { clock: { value: { now: () => nowMs } } });

/**
 * The two months before, as the clock assessed, showed and published them: each on the days that the rules name, as far
 * as these have come.
 */
export async function seedLastMonths(bare: Context): Promise<void> {
  const context = inRoom(bare, 'trust');
  const nowMs = context.clock.now();
  const thisMonthMs = startOfChinaMonth(chinaMonth(nowMs));
  for (const endMs of [startOfChinaMonth(chinaMonth(thisMonthMs - DAY_MS)), thisMonthMs]) {
    const month = chinaMonth(endMs - DAY_MS);
    if (await context.em.count(AssessedMonth, { month })) continue;
    const { assessedAtMs, publishedAtMs } = assessmentDays(month);
    for (const dayMs of [assessedAtMs, publishedAtMs]) if (dayMs <= nowMs) await keepAssessing(at(context, dayMs));
  }
}
