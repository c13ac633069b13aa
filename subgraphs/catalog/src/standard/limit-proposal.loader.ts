import { inOrder } from '@heitu/kit/rules/graphql';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import { chinaDate } from '@heitu/kit/rules/calendar';
import type { CatalogContext } from '../context.ts';
import { holdingOn, parsedLimit } from './indicator.loader.ts';

export const PROPOSALS_SHOWN_MAX = 200;
export const LIMITS_SHOWN_MAX = 2000;
const parsed = <Row extends { words: Json<readonly string[]> | null }>(row: Row) => ({
  ...row,
  words: row.words === null ? null : fromJson(row.words),
});

export async function proposalsById(context: CatalogContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('LimitProposal').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, rows.map(parsed));
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
  return rows.map(parsed);
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
