import { workingMsBetween } from '@heitu/kit/rules/calendar';
import type { TrustContext } from '../context.ts';
import { MEDIAN_CASES_MAX, median, RESPONSE_TIMES, type MeasuredActivity } from './disclosure.policy.ts';

export interface MeasuredTime {
  activity: MeasuredActivity;
  title: string;
  promised: string;
  /** By the clock, as people lived through it; null where nothing was measured yet. */
  medianMs: number | null;
  /** As it was promised: of a promise in working days, without the days of rest. */
  judgedMs: number | null;
  caseCount: number;
  withinMs: number;
  inWorkingTime: boolean;
}

/** The promised response times beside what the newest cases since `fromMs` took (6.6.a). */
export async function measuredTimes(context: TrustContext, fromMs: number): Promise<MeasuredTime[]> {
  const { rows } = context;
  const complaints = await rows
    .selectFrom('Complaint')
    .select(['filedAtMs', 'answeredAtMs', 'closedAtMs'])
    .where('filedAtMs', '>=', fromMs)
    .orderBy('filedAtMs', 'desc')
    .limit(MEDIAN_CASES_MAX)
    .execute();
  const trades = await rows
    .selectFrom('TradeMilestone')
    .select(['paidAtMs', 'takenOverAtMs', 'deliveredAtMs'])
    .where('paidAtMs', '>=', fromMs)
    .orderBy('paidAtMs', 'desc')
    .limit(MEDIAN_CASES_MAX)
    .execute();
  const oversight = await rows
    .selectFrom('OversightRequest')
    .select(['askedAtMs', 'answeredAtMs'])
    .where('askedAtMs', '>=', fromMs)
    .orderBy('askedAtMs', 'desc')
    .limit(MEDIAN_CASES_MAX)
    .execute();
  const spans: Record<MeasuredActivity, (readonly [number | null, number | null])[]> = {
    'complaint-answer': complaints.map((row) => [row.filedAtMs, row.answeredAtMs]),
    'complaint-settlement': complaints.map((row) => [row.filedAtMs, row.closedAtMs]),
    shipping: trades.map((row) => [row.paidAtMs, row.takenOverAtMs]),
    delivery: trades.map((row) => [row.takenOverAtMs, row.deliveredAtMs]),
    oversight: oversight.map((row) => [row.askedAtMs, row.answeredAtMs]),
  };
  return RESPONSE_TIMES.map((row) => {
    const over = spans[row.activity].flatMap(([from, to]) => (from !== null && to !== null ? [{ from, to }] : []));
    const medianMs = median(over.map(({ from, to }) => to - from));
    const judgedMs = row.inWorkingTime ? median(over.map(({ from, to }) => workingMsBetween(from, to))) : medianMs;
    return { ...row, medianMs, judgedMs, caseCount: over.length };
  });
}
