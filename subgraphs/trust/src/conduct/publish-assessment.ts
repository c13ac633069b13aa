import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { parse } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { monthSchema } from './assess-month.ts';
import { isMonthOver } from './assessment.policy.ts';
import { AssessedMonth } from './conduct.entity.ts';
import { assessmentRefusals } from './conduct.refusals.ts';
import { MEASURE_STEP_TITLES, rectificationDueAt, stepForFailures } from './measure.policy.ts';
import { takeMeasureIn } from './take-measure.ts';
import { NO } from '@heitu/kit/data/entities';

/**
 * Publishes a month's results; whoever failed gets the next step of the ladder at the same time (13, 13 last
 * paragraph).
 */
export async function publishAssessment(context: TrustContext, input: unknown): Promise<Outcome<{ month: string }>> {
  const valid = parse(monthSchema, input);
  if (!valid.ok) return valid;
  const { month } = valid.value;
  const nowMs = context.clock.now();
  if (!isMonthOver(month, nowMs)) return refuse(assessmentRefusals, 'MONTH_NOT_OVER');
  return context.transaction(async (tx) => {
    const published = await tx.em.nativeUpdate(
      AssessedMonth,
      { month, state: 'draft' },
      { state: 'published', publishedAtMs: nowMs },
    );
    if (published === 0) {
      const known = await tx.rows
        .selectFrom('AssessedMonth')
        .select('month')
        .where('month', '=', month)
        .executeTakeFirst();
      return refuse(assessmentRefusals, known ? 'ALREADY_PUBLISHED' : 'NOT_ASSESSED');
    }
    const failed = await tx.rows
      .selectFrom('Assessment')
      .select(['partyId', 'score'])
      .where('month', '=', month)
      .where('passed', '=', NO)
      .orderBy('partyId')
      .execute();
    if (failed.length > 0) {
      const history = await tx.rows
        .selectFrom('Assessment')
        .select(['partyId', 'passed'])
        .where(
          'partyId',
          'in',
          failed.map((row) => row.partyId),
        )
        .where('month', '<=', month)
        .where('score', 'is not', null)
        .orderBy('month', 'desc')
        .execute();
      const historyOf = Map.groupBy(history, (row) => row.partyId);
      for (const { partyId, score } of failed) {
        const results = historyOf.get(partyId)!;
        const firstPass = results.findIndex((row) => Boolean(row.passed));
        const step = stepForFailures(firstPass === -1 ? results.length : firstPass);
        await takeMeasureIn(context, tx, {
          partyId,
          step,
          reason: `${month}月度考评${score}分，不及格，${MEASURE_STEP_TITLES[step]}`,
          clause: '13.end',
          dueAtMs: step === 'rectification' ? rectificationDueAt(nowMs) : null,
          assessedMonth: month,
        });
      }
    }
    tx.audit({ type: 'assessment', id: month, clause: '13' });
    return ok({ month });
  });
}
