import { inOrder } from '@heitu/kit/rules/graphql';
import { chinaDate } from '@heitu/kit/rules/calendar';
import type { CatalogContext } from '../context.ts';
import { holdingOn, parsedLimit, withWords } from './indicator.loader.ts';

export const PROPOSALS_SHOWN_MAX = 200;
export const LIMITS_SHOWN_MAX = 2000;

export async function proposalsById(context: CatalogContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('LimitProposal').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, rows.map(withWords));
}
/** What waits first, then the newest. */
export async function proposalsShown(context: CatalogContext) {
  const rows = await context.rows
    .selectFrom('LimitProposal')
    .selectAll()
    .orderBy(({ eb }) => eb.case().when('state', '=', 'filed').then(0).else(1).end())
    .orderBy('filedAtMs', 'desc')
    .limit(PROPOSALS_SHOWN_MAX)
    .execute();
  return rows.map(withWords);
}
export type ProposalRow = Awaited<ReturnType<typeof proposalsShown>>[number];

/** The public limits that hold today, those that nobody has read in their standard's text first. */
export async function publicLimits(context: CatalogContext) {
  const rows = await context.rows
    .selectFrom('Indicator as i')
    .leftJoin('QualityStandard as q', 'q.code', 'i.standardCode')
    .leftJoin('LimitProposal as p', 'p.waitingFor', 'i.id')
    .selectAll('i')
    .select('p.id as proposalId')
    .where('q.partyId', 'is', null)
    .orderBy(({ eb }) => eb.case().when('i.doubt', 'is not', null).then(0).else(1).end())
    .orderBy('i.categoryId')
    .orderBy('i.key')
    .limit(LIMITS_SHOWN_MAX)
    .execute();
  return holdingOn(rows.map(parsedLimit), chinaDate(context.clock.now()));
}
