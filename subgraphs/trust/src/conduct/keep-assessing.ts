import { chinaMonth, startOfChinaMonth } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { TrustContext } from '../context.ts';
import { assessMonth } from './assess-month.ts';
import { publishAssessment } from './publish-assessment.ts';

/** A draft is there to be looked at for some days; nobody needs to remember to publish it. */
const PUBLISH_AFTER_MS = 8 * DAY_MS;

/** Assesses the month that has just ended, and publishes it by its day where no one has (13). */
export async function keepAssessing(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const thisMonthMs = startOfChinaMonth(chinaMonth(nowMs));
  const month = chinaMonth(thisMonthMs - DAY_MS);
  const known = await context.rows
    .selectFrom('AssessedMonth')
    .select(['state', 'assessedAtMs'])
    .where('month', '=', month)
    .executeTakeFirst();
  if (known?.state === 'published') return;
  const party = await context.rows
    .selectFrom('KnownParty')
    .select('partyId')
    .where('filedAtMs', '<', thisMonthMs)
    .limit(1)
    .executeTakeFirst();
  if (!party) return;
  // A draft made before the month was over saw only a part of it.
  if (!known || known.assessedAtMs < thisMonthMs) await assessMonth(context, { month });
  if (nowMs - thisMonthMs >= PUBLISH_AFTER_MS) await publishAssessment(context, { month });
}
