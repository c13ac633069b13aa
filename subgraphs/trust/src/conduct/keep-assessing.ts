import { eachAlone } from '@heitu/kit/data/each-alone';
import { chinaMonth, startOfChinaMonth } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import type { SubgraphName } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { assessMonth } from './assess-month.ts';
import { monthPeriod } from './assessment.policy.ts';
import { publishAssessment } from './publish-assessment.ts';

interface Draft {
  month: string;
  assessedAtMs: number;
  missingSources: Json<SubgraphName[]>;
}
/** A draft is there to be looked at for some days; it is published this long before its day, so as to be in time. */
const PUBLISH_AHEAD_MS = 2 * DAY_MS;
/** Who assesses a month after its day looks at it this long before it is published without them. */
const LOOK_MS = DAY_MS;

/**
 * Assesses the month that has just ended, and publishes each draft by its day where no one has (13). What lacks a part
 * is made again each time until it is whole: half of the figures judge nobody.
 */
export async function keepAssessing(context: TrustContext): Promise<void> {
  const made = await assessLastMonth(context);
  const nowMs = context.clock.now();
  // The oldest first: what a failure brings hangs on the months before it.
  const due = await context.rows
    .selectFrom('AssessedMonth')
    .select(['month', 'assessedAtMs', 'missingSources'])
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
    .select(['month', 'state', 'assessedAtMs', 'missingSources'])
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

/** A draft made before the month was over, or while a subgraph was silent, saw only a part of it. */
const isPartial = ({ month, assessedAtMs, missingSources }: Draft): boolean =>
  assessedAtMs < monthPeriod(month).toMs || fromJson(missingSources).length > 0;
