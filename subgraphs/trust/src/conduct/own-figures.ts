import { GOOD_STARS_MIN } from '../complaints/complaint.policy.ts';
import type { TrustContext } from '../context.ts';
import type { ConductFigure } from './assessment.policy.ts';
import { YES } from '@heitu/kit/data/entities';

/** What complaints and reviews say of each party in a period. */
export async function ownConductFigures(
  context: TrustContext,
  period: { fromMs: number; toMs: number },
): Promise<ConductFigure[]> {
  const { rows } = context;
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
  return [
    ...answers.map((row) => ({
      partyId: row.partyId,
      metric: 'complaints-answered-in-time',
      good: Number(row.good),
      total: Number(row.total),
    })),
    ...reviews.map((row) => ({
      partyId: row.partyId,
      metric: 'reviews-good',
      good: Number(row.good),
      total: Number(row.total),
    })),
    ...completed.map((row) => ({
      partyId: row.partyId!,
      metric: 'orders-without-upheld-complaint',
      good: Math.max(0, Number(row.total) - (upheldOf.get(row.partyId!) ?? 0)),
      total: Number(row.total),
    })),
  ];
}
