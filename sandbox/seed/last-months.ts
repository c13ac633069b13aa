import type { Context } from '@heitu/kit/data/context';
import { chinaMonth, startOfChinaMonth } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { AssessedMonth, assessMonth } from '@heitu/trust';
import { inRoom } from './rooms.ts';

/**
 * The two months before, as the clock assessed them on the day after each: their parties have had their days with what
 * is older, so that it is published at once.
 */
export async function seedLastMonths(bare: Context): Promise<void> {
  const context = inRoom(bare, 'trust');
  const nowMs = context.clock.now();
  const thisMonthMs = startOfChinaMonth(chinaMonth(nowMs));
  for (const endMs of [startOfChinaMonth(chinaMonth(thisMonthMs - DAY_MS)), thisMonthMs]) {
    const month = chinaMonth(endMs - DAY_MS);
    if (await context.em.count(AssessedMonth, { month })) continue;
    const made = await assessMonth(context, { month });
    if (made.ok)
      await context.em.nativeUpdate(AssessedMonth, { month }, { assessedAtMs: Math.min(nowMs, endMs + DAY_MS) });
  }
}
