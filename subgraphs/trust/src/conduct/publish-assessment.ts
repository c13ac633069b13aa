import { NO } from '@heitu/kit/data/entities';
import { aboutThing, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { must } from '@heitu/kit/rules/checked';
import { lockRows } from '@heitu/kit/data/only-one';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { SUBGRAPH_TITLES } from '@heitu/standard';
import { mutation, type TrustContext, type TrustTransaction } from '../context.ts';
import { openObjectors } from '../objections/objection.loader.ts';
import { isMonthOver, monthPeriod, objectionDueAt, OBJECTION_MS } from './assessment.policy.ts';
import { AssessedMonth } from './conduct.entity.ts';
import { assessedMonths } from './conduct.moves.ts';
import { publishMonthFiles } from './month-file.ts';
import { failedText, rectificationDueAt, stepForFailures } from './measure.policy.ts';
import { ALREADY_PUBLISHED, monthNow, monthSchema } from './month-answers.ts';
import { takeMeasureIn } from './take-measure.ts';

/**
 * Publishes a month's results; whoever failed gets the next step of the ladder at the same time (13, 13 last
 * paragraph).
 */
export const publishAssessment = mutation({
  name: 'publishAssessment',
  description: "Publishes a month's results, once all parts are there; whoever failed gets the next measure.",
  may: permit.role('operator-admin'),
  input: monthSchema,
  refusals: {
    MONTH_NOT_OVER: { message: '这个月还没有过完，不能公布', clause: '13' },
    ALREADY_PUBLISHED,
    NOT_ASSESSED: { message: '这个月过完以后还没有考评', clause: '13' },
    OBJECTIONS_STILL_TAKEN: {
      message: `结果要先给当事人看${OBJECTION_MS / DAY_MS}天，到时候再公布`,
      clause: '13',
    },
    OBJECTIONS_OPEN: { message: '有当事人的异议还没有答复，先答复再公布', clause: '13' },
    SOURCES_MISSING: { message: '有的数据没有到，考评不完整，不能公布；数据到了平台会重做', clause: '13' },
  },
  shows: monthNow,
  async run(context, { month }, refuse) {
    const nowMs = context.clock.now();
    if (!isMonthOver(month, nowMs)) return refuse('MONTH_NOT_OVER');
    return context.transaction(async (tx) => {
      // Taken, so that no assessment of it that lacks something comes between.
      await lockRows(tx, AssessedMonth, { month });
      const made = await tx.rows
        .selectFrom('AssessedMonth')
        .select(['state', 'missingSources', 'assessedAtMs'])
        .where('month', '=', month)
        .executeTakeFirst();
      if (made?.state === 'published') return refuse('ALREADY_PUBLISHED');
      // What was assessed before its end saw only a part of the month.
      if (!made || made.assessedAtMs < monthPeriod(month).toMs) return refuse('NOT_ASSESSED');
      const missing = fromJson(made.missingSources);
      if (missing.length > 0)
        return refuse(
          'SOURCES_MISSING',
          missing.map((name) => aboutThing(name, `${SUBGRAPH_TITLES[name]}没有答复`)),
        );
      if (objectionDueAt(made.assessedAtMs) > nowMs) return refuse('OBJECTIONS_STILL_TAKEN');
      const open = await openObjectors(tx, month);
      if (open.length > 0)
        return refuse(
          'OBJECTIONS_OPEN',
          open.map(({ partyId, partyName }) => aboutThing(partyId, `${partyName}有异议，等答复`)),
        );
      if (!(await assessedMonths.bySystem(context, tx, 'publish', { month }, { publishedAtMs: nowMs })))
        return refuse('ALREADY_PUBLISHED');
      await publishMonthFiles(context, tx, month);
      await stepWhoFailed(context, tx, month);
      tx.audit({ type: 'assessment', id: month, clause: '13' });
      return ok({ month });
    });
  },
});

/** Whoever failed gets the step of the ladder that the months in a row bring. */
async function stepWhoFailed(context: TrustContext, tx: TrustTransaction, month: string): Promise<void> {
  const nowMs = context.clock.now();
  const failed = await tx.rows
    .selectFrom('Assessment')
    .select(['partyId', 'score'])
    .where('month', '=', month)
    .where('passed', '=', NO)
    .orderBy('partyId')
    .execute();
  if (failed.length === 0) return;
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
    const results = must(historyOf.get(partyId), `the results of ${partyId}`);
    const firstPass = results.findIndex((row) => Boolean(row.passed));
    const step = stepForFailures(firstPass === -1 ? results.length : firstPass);
    await takeMeasureIn(context, tx, {
      partyId,
      step,
      reason: failedText(month, score, step),
      clause: '13.end',
      dueAtMs: step === 'rectification' ? rectificationDueAt(nowMs) : null,
      assessedMonth: month,
      byLadder: true,
    });
  }
}
