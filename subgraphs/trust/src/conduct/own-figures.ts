import { GOOD_STARS_MIN } from '../complaints/complaint.policy.ts';
import type { TrustContext, TrustRows } from '../context.ts';
import type { ConductFigure, Period } from './assessment.policy.ts';
import { YES } from '@heitu/kit/data/entities';

/** What complaints and reviews say of each party in a period. */
export async function ownConductFigures({ rows }: TrustContext, period: Period): Promise<ConductFigure[]> {
  return [
    ...(await complaintsAnswered(rows, period)),
    ...(await goodReviews(rows, period)),
    ...(await ordersWithoutUpheld(rows, period)),
  ];
}

async function complaintsAnswered(rows: TrustRows, period: Period): Promise<ConductFigure[]> {
  const answers = await rows
    .selectFrom('Complaint')
    .select([
      'answererPartyId as partyId',
      ({ fn }) => fn.countAll<number>().as('total'),
      ({ fn, eb }) => fn.sum<number>(eb.case().when('answeredInTime', '=', YES).then(1).else(0).end()).as('good'),
    ])
    .where('answererPartyId', '!=', '')
    .where('answerDueAtMs', '>=', period.fromMs)
    .where('answerDueAtMs', '<', period.toMs)
    .where('answeredInTime', 'is not', null)
    .groupBy('answererPartyId')
    .execute();
  return answers.map(figureOf('complaints-answered-in-time'));
}

async function goodReviews(rows: TrustRows, period: Period): Promise<ConductFigure[]> {
  const reviews = await rows
    .selectFrom('Review')
    .select([
      'partyId',
      ({ fn }) => fn.countAll<number>().as('total'),
      ({ fn, eb }) => fn.sum<number>(eb.case().when('stars', '>=', GOOD_STARS_MIN).then(1).else(0).end()).as('good'),
    ])
    .where('state', '=', 'shown')
    .where('createdAtMs', '>=', period.fromMs)
    .where('createdAtMs', '<', period.toMs)
    .groupBy('partyId')
    .execute();
  return reviews.map(figureOf('reviews-good'));
}

async function ordersWithoutUpheld(rows: TrustRows, period: Period): Promise<ConductFigure[]> {
  const completed = await rows
    .selectFrom('TradeMilestone')
    .select(['partyId', ({ fn }) => fn.countAll<number>().as('total')])
    .where('paidAtMs', '>=', period.fromMs)
    .where('paidAtMs', '<', period.toMs)
    .where('partyId', 'is not', null)
    .groupBy('partyId')
    .execute();
  const upheld = await rows
    .selectFrom('Complaint')
    .select(['liablePartyId as partyId', ({ fn }) => fn.countAll<number>().as('count')])
    .where('liablePartyId', 'is not', null)
    .where('decidedAtMs', '>=', period.fromMs)
    .where('decidedAtMs', '<', period.toMs)
    .groupBy('liablePartyId')
    .execute();
  const upheldOf = new Map(upheld.map((row) => [row.partyId, Number(row.count)]));
  return completed.flatMap(({ partyId, total }) =>
    partyId === null
      ? []
      : {
          partyId,
          metric: 'orders-without-upheld-complaint',
          good: Math.max(0, Number(total) - (upheldOf.get(partyId) ?? 0)),
          total: Number(total),
        },
  );
}

/** Servers tell sums and counts as text. */
const figureOf =
  (metric: string) =>
  ({ partyId, good, total }: { partyId: string; good: number; total: number }): ConductFigure => ({
    partyId,
    metric,
    good: Number(good),
    total: Number(total),
  });
