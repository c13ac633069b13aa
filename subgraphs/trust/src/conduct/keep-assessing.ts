import { eachAlone } from '@heitu/kit/data/each-alone';
import { chinaMonth, startOfChinaMonth } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { TrustContext } from '../context.ts';
import { assessMonth } from './assess-month.ts';
import { holdUnanswered } from '../objections/objection-ends.ts';
import { isPartial, monthPeriod, objectionDueAt, OBJECTION_ANSWER_MS, publishDueAt } from './assessment.policy.ts';
import { publishAssessment } from './publish-assessment.ts';

/** A draft is published this long before its day, so as to be in time; its parties have looked at it by then. */
const PUBLISH_AHEAD_MS = 2 * DAY_MS;

/** When the clock assesses a month that is whole, and when it publishes it where nobody did before. */
export const assessmentDays = (month: string): { assessedAtMs: number; publishedAtMs: number } => ({
  assessedAtMs: monthPeriod(month).toMs,
  publishedAtMs: publishDueAt(month) - PUBLISH_AHEAD_MS,
});

/**
 * Assesses the month that has just ended, and publishes each draft by its day where no one has (13). What lacks a part
 * is made again each time until it is whole: half of the figures judge nobody.
 */
export async function keepAssessing(context: TrustContext): Promise<void> {
  await assessLastMonth(context);
  await holdUnanswered(context);
  await eachAlone((await dueDrafts(context)).filter(isPartial), ({ month }) => assessMonth(context, { month }));
  // The oldest first, and none before an older one that its parties still look at: what a failure brings hangs on the
  // months before it.
  const whole = (await dueDrafts(context)).filter((draft) => !isPartial(draft));
  const answeredMs = context.clock.now() - OBJECTION_ANSWER_MS;
  const young = whole.findIndex(({ assessedAtMs }) => objectionDueAt(assessedAtMs) > answeredMs);
  await eachAlone(whole.slice(0, young === -1 ? whole.length : young), ({ month }) =>
    publishAssessment(context, { month }),
  );
}

const dueDrafts = ({ rows, clock }: TrustContext) =>
  rows
    .selectFrom('AssessedMonth')
    .select(['month', 'assessedAtMs', 'missingSources'])
    .where('state', '=', 'draft')
    .where('publishDueAtMs', '<=', clock.now() + PUBLISH_AHEAD_MS)
    .orderBy('month')
    .execute();

async function assessLastMonth(context: TrustContext): Promise<void> {
  const thisMonthMs = startOfChinaMonth(chinaMonth(context.clock.now()));
  const month = chinaMonth(thisMonthMs - DAY_MS);
  const known = await context.rows
    .selectFrom('AssessedMonth')
    .select(['month', 'state', 'assessedAtMs', 'missingSources'])
    .where('month', '=', month)
    .executeTakeFirst();
  if (known && (known.state === 'published' || !isPartial(known))) return;
  const party = await context.rows
    .selectFrom('KnownParty')
    .select('partyId')
    .where('filedAtMs', '<', thisMonthMs)
    .limit(1)
    .executeTakeFirst();
  if (party) await assessMonth(context, { month });
}
