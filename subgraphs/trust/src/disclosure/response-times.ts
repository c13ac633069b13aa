import type { TrustContext } from '../context.ts';
import { MEDIAN_CASES_MAX, median, RESPONSE_TIMES, type MeasuredActivity } from './disclosure.policy.ts';

export interface MeasuredTime {
  activity: MeasuredActivity;
  title: string;
  promised: string;
  /** Null where nothing was measured yet. */
  medianMs: number | null;
  caseCount: number;
  withinMs: number;
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
    .limit(MEDIAN_CASES_MAX)
    .execute();
  const between = (pairs: readonly (readonly [number | null, number | null])[]): number[] =>
    pairs.flatMap(([from, to]) => (from !== null && to !== null ? [to - from] : []));
  const taken: Record<MeasuredActivity, number[]> = {
    'complaint-answer': between(complaints.map((row) => [row.filedAtMs, row.answeredAtMs])),
    'complaint-settlement': between(complaints.map((row) => [row.filedAtMs, row.closedAtMs])),
    shipping: between(trades.map((row) => [row.paidAtMs, row.takenOverAtMs])),
    delivery: between(trades.map((row) => [row.takenOverAtMs, row.deliveredAtMs])),
    oversight: between(oversight.map((row) => [row.askedAtMs, row.answeredAtMs])),
  };
  return RESPONSE_TIMES.map((row) => ({
    ...row,
    medianMs: median(taken[row.activity]),
    caseCount: taken[row.activity].length,
  }));
}
