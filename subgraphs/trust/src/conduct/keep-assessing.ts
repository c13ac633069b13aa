import { eachAlone } from '@heitu/kit/data/each-alone';
import { chinaMonth, startOfChinaMonth } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { TrustContext } from '../context.ts';
import { assessMonth } from './assess-month.ts';
import { monthPeriod } from './assessment.policy.ts';
import { publishAssessment } from './publish-assessment.ts';

/** A draft is there to be looked at for some days; it is published this long before its day, so as to be in time. */
const PUBLISH_AHEAD_MS = 2 * DAY_MS;
/** Who assesses a month after its day looks at it this long before it is published without them. */
const LOOK_MS = DAY_MS;

/** Assesses the month that has just ended, and publishes each draft by its day where no one has (13). */
export async function keepAssessing(context: TrustContext): Promise<void> {
  const made = await assessLastMonth(context);
  const nowMs = context.clock.now();
  // The oldest first: what a failure brings hangs on the months before it.
  const due = await context.rows
    .selectFrom('AssessedMonth')
    .select(['month', 'assessedAtMs'])
    .where('state', '=', 'draft')
    .where('publishDueAtMs', '<=', nowMs + PUBLISH_AHEAD_MS)
    .where((eb) => eb.or([eb('assessedAtMs', '<=', nowMs - LOOK_MS), eb('month', '=', made ?? '')]))
    .orderBy('month')
    .execute();
  await eachAlone(due, async (draft) => {
    if (isPartial(draft)) await assessMonth(context, { month: draft.month });
    await publishAssessment(context, { month: draft.month });
  });
}

/** Answers the month if it was assessed just now: nobody has asked to look at it first. */
async function assessLastMonth(context: TrustContext): Promise<string | null> {
  const thisMonthMs = startOfChinaMonth(chinaMonth(context.clock.now()));
  const month = chinaMonth(thisMonthMs - DAY_MS);
  const known = await context.rows
    .selectFrom('AssessedMonth')
    .select(['month', 'state', 'assessedAtMs'])
    .where('month', '=', month)
    .executeTakeFirst();
  if (known && (known.state === 'published' || !isPartial(known))) return null;
  const party = await context.rows
    .selectFrom('KnownParty')
    .select('partyId')
    .where('filedAtMs', '<', thisMonthMs)
    .limit(1)
    .executeTakeFirst();
  if (!party) return null;
  const assessed = await assessMonth(context, { month });
  return assessed.ok ? month : null;
}

/** A draft made before the month was over saw only a part of it. */
const isPartial = ({ month, assessedAtMs }: { month: string; assessedAtMs: number }): boolean =>
  assessedAtMs < monthPeriod(month).toMs;
