import { hasRole } from '@heitu/kit/rules/actor';
import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { chinaMonth } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { statement } from '@heitu/kit/data/statement';
import type { TrustContext, TrustRows } from '../context.ts';
import { creditOf, NO_COUNTS, type Credit } from './credit.policy.ts';
import { isPartial } from './assessment.policy.ts';
import { mayReadOf, measuredParties, ONLY_PROPOSED, STAFF } from './measure.policy.ts';

/** By what measures and assessments can be sorted; who did no business that month comes after all scores. */
export const MEASURE_SORTS = { takenAt: 'takenAtMs', state: { text: 'state' }, step: { text: 'step' } } as const;
export const ASSESSMENT_SORTS = { score: 'ranked', partyName: { text: 'partyName' } } as const;

const creditOfShops = statement((rows: TrustRows, { shopIds }: { shopIds: readonly string[] }) =>
  rows
    .selectFrom('KnownShop as s')
    .innerJoin('CreditTally as t', 't.partyId', 's.partyId')
    .selectAll('t')
    .select('s.shopId')
    .where('s.shopId', 'in', shopIds),
);
/** One statement for a page of shops, however many. */
export async function creditByShop(context: TrustContext, shopIds: readonly string[]): Promise<Credit[]> {
  const [rows] = await context.read(creditOfShops({ shopIds }));
  return inOrder(shopIds, (row) => row.shopId, rows).map((row) => creditOf(row ?? NO_COUNTS));
}

export async function creditByParty(context: TrustContext, partyIds: readonly string[]): Promise<Credit[]> {
  const rows = await context.rows.selectFrom('CreditTally').selectAll().where('partyId', 'in', partyIds).execute();
  return inOrder(partyIds, (row) => row.partyId, rows).map((row) => creditOf(row ?? NO_COUNTS));
}

const ratingsOf = statement((rows: TrustRows, { productIds }: { productIds: readonly string[] }) =>
  rows.selectFrom('ProductRating').selectAll().where('productId', 'in', productIds),
);
export async function ratingByProduct(
  context: TrustContext,
  productIds: readonly string[],
): Promise<{ average: number | null; count: number }[]> {
  const [rows] = await context.read(ratingsOf({ productIds }));
  return inOrder(productIds, (row) => row.productId, rows).map((row) =>
    row && row.reviewCount > 0
      ? { average: Math.round((row.starsTotal / row.reviewCount) * 10) / 10, count: row.reviewCount }
      : { average: null, count: 0 },
  );
}

export async function measuresById(context: TrustContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('Measure').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows);
}

/** Taken measures to everybody (E-Commerce Law 36); what was only put forward to the party and to staff. */
export const shownMeasures = ({ rows, actor }: TrustContext) =>
  rows
    .selectFrom('Measure')
    .selectAll()
    .$if(!hasRole(actor, ...STAFF), (query) =>
      query.where((eb) =>
        eb.or([eb('state', 'not in', ONLY_PROPOSED), eb('partyId', 'in', ['', ...measuredParties(actor)])]),
      ),
    );

const YEAR_MS = 366 * DAY_MS;
const PARTY_MEASURES_MAX = 20;
/** The newest of each. */
export async function measuresByParty(context: TrustContext, partyIds: readonly string[]) {
  const rows = await shownMeasures(context).where('partyId', 'in', partyIds).orderBy('id', 'desc').execute();
  return groupedInOrder(partyIds, (row) => row.partyId, rows).map((measures) => measures.slice(0, PARTY_MEASURES_MAX));
}

/** A year of each party's months, the newest first; one that is a draft is whole, and for the party and for staff. */
export async function assessmentsByParty(context: TrustContext, partyIds: readonly string[]) {
  const found = await context.rows
    .selectFrom('Assessment as a')
    .innerJoin('AssessedMonth as m', 'm.month', 'a.month')
    .selectAll('a')
    .select(['m.state as monthState', 'm.assessedAtMs', 'm.missingSources'])
    .where('a.partyId', 'in', partyIds)
    .where('a.month', '>=', chinaMonth(context.clock.now() - YEAR_MS))
    .orderBy('a.month', 'desc')
    .execute();
  const shown = found.filter(
    (row) => row.monthState === 'published' || (!isPartial(row) && mayReadOf(context.actor, row.partyId)),
  );
  return groupedInOrder(partyIds, (row) => row.partyId, shown).map((rows) =>
    rows.map((row) => ({ ...row, figures: fromJson(row.figures) })),
  );
}

/** Of each month how many parties were assessed, and how many did not pass. */
export async function countsByMonth(
  context: TrustContext,
  months: readonly string[],
): Promise<{ all: number; failed: number }[]> {
  const rows = await context.rows
    .selectFrom('Assessment')
    .select(({ fn }) => ['month', 'passed', fn.countAll<number>().as('count')])
    .where('month', 'in', months)
    .groupBy(['month', 'passed'])
    .execute();
  return groupedInOrder(months, (row) => row.month, rows).map((of) => {
    const countOf = (counted: typeof of) => counted.reduce((sum, { count }) => sum + Number(count), 0);
    return { all: countOf(of), failed: countOf(of.filter(({ passed }) => !passed)) };
  });
}
