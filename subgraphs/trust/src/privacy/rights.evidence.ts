import { ofPeriod } from '@heitu/kit/data/of-period';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import type { EvidenceFigure, Period } from '@heitu/kit/rules/evidence';
import { measured, reviewed } from '../counting.ts';
import { purposesToAssess } from './assessment.resolver.ts';
import type { TrustContext } from '../context.ts';
import { TELL_WITHIN_MS, toldBy } from '../leaks/leak.policy.ts';

/** What people were owed by law: to be told of a leak, to have errors put right, and uses assessed before. */
export async function peoplesRights(context: TrustContext, period: Period): Promise<EvidenceFigure[]> {
  const nowMs = context.clock.now();
  const corrections = await context.rows
    .selectFrom('Correction')
    .select(['id', 'decidedAtMs', 'dueAtMs'])
    .where(ofPeriod('askedAtMs', 'decidedAtMs', period))
    .execute();
  const leaked = await context.rows
    .selectFrom('Incident as i')
    .leftJoin('LeakNotice as n', 'n.incidentId', 'i.id')
    .select(['i.id', 'i.startedAtMs', 'n.begunAtMs'])
    .where('i.kind', '=', 'leak')
    .where(ofPeriod('i.startedAtMs', 'n.begunAtMs', period))
    .execute();
  const toAssess = await purposesToAssess(context);
  return [
    reviewed.eachOf(
      '做过影响评估、经第二人复核的用途',
      toAssess,
      ({ isAssessed }) => isAssessed,
      '项',
      ({ purpose, title }) => ({ ref: `PurposeToAssess:${purpose}`, text: title }),
      { isDuty: true },
    ),
    measured.eachOf(
      `泄露后${TELL_WITHIN_MS / HOUR_MS}小时内告知本人的`,
      leaked.filter((row) => row.begunAtMs !== null || toldBy(row) < nowMs),
      (row) => (row.begunAtMs ?? Infinity) <= toldBy(row),
      '起',
      ({ id }) => ({ ref: `Incident:${id}`, text: '还没告知本人的信息泄露' }),
      { sampleMin: 0 },
    ),
    measured.eachOf(
      '按时答复的更正申请',
      corrections.filter(({ decidedAtMs, dueAtMs }) => decidedAtMs !== null || dueAtMs < nowMs),
      ({ decidedAtMs, dueAtMs }) => (decidedAtMs ?? Infinity) <= dueAtMs,
      '件',
      ({ id, dueAtMs }) => ({ ref: `Correction:${id}`, text: `应在${chinaTime(dueAtMs)}前答复的更正申请` }),
      // Most months nobody asks.
      { sampleMin: 0 },
    ),
  ];
}
