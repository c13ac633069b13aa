import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { chinaDate } from '@heitu/kit/rules/calendar';
import type { EvidenceFigure, EvidenceTable } from '@heitu/kit/rules/evidence';
import type { ClauseRef } from '@heitu/standard';
import { hours, info, measured } from '../counting.ts';
import type { TrustContext } from '../context.ts';
import { RECOVERY_LIMITS } from './disclosure.policy.ts';
import { powerOnFile } from './technical.evidence.ts';
import {
  AVAILABILITY_MIN,
  JUDGED_MINUTES_MIN,
  PROBE_ON_ITS_WAY_MS,
  PROBED_PARTS,
  PROBER_TITLE,
  UTILISATION_MAX,
} from './probe.policy.ts';

interface Span {
  fromMs: number;
  toMs: number;
}
const percent = (share: number, digits = 2): number => Math.round(share * 100 * 10 ** digits) / 10 ** digits;
const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Since when somebody looks from outside; null: nobody ever has. */
async function probedSince(context: TrustContext): Promise<number | null> {
  const first = await context.rows
    .selectFrom('ProbedDay')
    .select('firstAtMs')
    .where('unit', '=', 'platform')
    .orderBy('day')
    .limit(1)
    .executeTakeFirst();
  return first?.firstAtMs ?? null;
}

interface Minutes {
  due: number;
  up: number;
  unseen: number;
}
/** What was seen of the platform in a span, from the first probe to a moment ago: a minute that nobody saw is down. */
async function minutesIn(context: TrustContext, sinceMs: number, span: Span): Promise<Minutes> {
  const fromMs = Math.max(span.fromMs, sinceMs);
  const toMs = Math.min(span.toMs, context.clock.now() - PROBE_ON_ITS_WAY_MS);
  const due = Math.max(0, Math.floor((toMs - fromMs) / MINUTE_MS));
  const seen = await context.rows
    .selectFrom('ProbedDay')
    .select([({ fn }) => fn.sum<number>('upMinutes').as('up'), ({ fn }) => fn.sum<number>('downMinutes').as('down')])
    .where('unit', '=', 'platform')
    .where('day', '>=', chinaDate(fromMs))
    .where('day', '<=', chinaDate(span.toMs - 1))
    .executeTakeFirstOrThrow();
  const up = Math.min(due, Number(seen.up ?? 0));
  return { due, up, unseen: Math.max(0, due - Number(seen.up ?? 0) - Number(seen.down ?? 0)) };
}

const availability = (label: string, { due, up }: Minutes): EvidenceFigure =>
  measured.min(`${label}可用率`, due === 0 ? 0 : percent(up / due, 3), percent(AVAILABILITY_MIN), '%', {
    outOf: due,
    sampleMin: JUDGED_MINUTES_MIN,
  });

/** Shares of days of parts on which they failed: all days of the span, and the worst of them. */
async function faultRates(context: TrustContext, sinceMs: number, span: Span): Promise<EvidenceFigure[]> {
  const fromMs = Math.max(span.fromMs, sinceMs);
  const days = await context.rows
    .selectFrom('ProbedDay')
    .select(['day', ({ fn }) => fn.countAll<number>().as('failed')])
    .where('unit', '!=', 'platform')
    .where('downMinutes', '>', 0)
    .where('day', '>=', chinaDate(fromMs))
    .where('day', '<=', chinaDate(span.toMs - 1))
    .groupBy('day')
    .execute();
  const dayCount = Math.max(1, Math.ceil((Math.min(span.toMs, context.clock.now()) - fromMs) / DAY_MS));
  const failed = days.map((day) => Number(day.failed));
  const rate = failed.reduce((sum, count) => sum + count, 0) / (PROBED_PARTS.length * dayCount);
  return [
    measured.below(`日故障率，${dayCount}天平均`, percent(rate), percent(RECOVERY_LIMITS.dailyFaultRate), '%'),
    info('故障最多的一天', Math.max(0, ...failed), `处，共${PROBED_PARTS.length}处`),
  ];
}

/** What is seen from outside; where nobody looks, that is what there should be and is not. */
const nobodyLooks: EvidenceFigure[] = [measured.present('外部探测', 0, '分钟')];

export const probeEvidence: EvidenceTable<TrustContext, ClauseRef> = {
  async '11.3.1'(context, period) {
    const load = await context.rows
      .selectFrom('LoadHour')
      .select([
        ({ fn }) => fn.sum<number>('count').as('count'),
        ({ fn }) => fn.sum<number>('busyTotal').as('total'),
        ({ fn }) => fn.max('busyMax').as('max'),
      ])
      .where('hourMs', '>=', period.fromMs)
      .where('hourMs', '<', period.toMs)
      .executeTakeFirstOrThrow();
    const looks = Number(load.count ?? 0);
    const used = (label: string, share: number, max: number) =>
      measured.max(label, percent(share, 1), percent(max), '%');
    const sinceMs = await probedSince(context);
    const nowMs = context.clock.now();
    const seen = async (since: number): Promise<EvidenceFigure[]> => {
      const past = (days: number) => minutesIn(context, since, { fromMs: nowMs - days * DAY_MS, toMs: nowMs });
      const ofPeriod = await minutesIn(context, since, period);
      return [
        availability('本期', ofPeriod),
        availability('近30天', await past(30)),
        availability('近365天', await past(365)),
        info('没有探测到的分钟', ofPeriod.unseen, '分钟'),
      ];
    };
    return [
      ...(await powerOnFile(context)),
      ...(sinceMs === null ? nobodyLooks : await seen(sinceMs)),
      ...(looks === 0
        ? [measured.present('本期测过负荷', 0, '次')]
        : [
            used('处理器平均利用率', Number(load.total) / looks, UTILISATION_MAX.average),
            used('处理器高峰利用率', Number(load.max), UTILISATION_MAX.peak),
          ]),
    ];
  },
  async '11.3.2.cx-da'(context, period) {
    const sinceMs = await probedSince(context);
    if (sinceMs === null) return nobodyLooks;
    const failures = await context.rows
      .selectFrom('Incident')
      .select(['kind', 'startedAtMs', 'recoveredAtMs'])
      .where('kind', 'in', ['software', 'hardware'])
      // That nobody looked is no failure of what is looked at.
      .where('unit', '!=', PROBER_TITLE)
      .where('startedAtMs', '>=', sinceMs)
      .where('startedAtMs', '<', period.toMs)
      .execute();
    const runMs = context.clock.now() - sinceMs;
    const between = runMs / Math.max(1, failures.length);
    const repair = (kind: 'software' | 'hardware', title: string, limit: number): EvidenceFigure[] => {
      // What is not mended yet has taken until now.
      const taken = failures
        .filter((row) => row.kind === kind)
        .map((row) => (row.recoveredAtMs ?? context.clock.now()) - row.startedAtMs);
      if (taken.length === 0) return [];
      return [measured.below(`${title}故障平均恢复`, hours(average(taken)), limit, '小时')];
    };
    const last = await context.rows
      .selectFrom('ProbedDay')
      .select(({ fn }) => fn.max('lastAtMs').as('atMs'))
      .where('unit', '=', 'platform')
      .executeTakeFirst();
    const isLooking = Number(last?.atMs ?? 0) >= context.clock.now() - DAY_MS;
    return [
      // Of what nobody looks at nobody knows that it has not failed.
      measured.present('近一天有外部探测', isLooking ? 1 : 0, '天'),
      info('从外面探测以来', hours(runMs), '小时'),
      info('故障', failures.length, '次'),
      ...(failures.length === 0
        ? []
        : [measured.min('平均无故障时间', hours(between), RECOVERY_LIMITS.meanTimeBetweenFailuresHours, '小时')]),
      ...repair('software', '软件', RECOVERY_LIMITS.softwareRecoveryHours),
      ...repair('hardware', '硬件', RECOVERY_LIMITS.hardwareRecoveryHours),
      ...(await faultRates(context, sinceMs, period)),
    ];
  },
};
