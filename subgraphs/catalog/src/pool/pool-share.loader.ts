import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import { isOverseer, ownParties } from '../access.ts';
import type { CatalogContext } from '../context.ts';
import { corrected, type Rows } from '../field/field.loader.ts';
import type { PoolShareState } from './pool-share.lifecycle.ts';

/** With the harvest as it is known now, and the goods that the lot is of. */
export const poolSharesWithGoods = ({ rows }: Rows) =>
  rows
    .selectFrom('PoolShare as s')
    .innerJoin('Lot as l', 'l.id', 's.lotId')
    .innerJoin('Product as g', 'g.id', 'l.productId')
    .innerJoin('MemberGrower as m', 'm.id', 's.growerId')
    .innerJoin('Harvest as h', 'h.rootId', 's.harvestId')
    .innerJoin('Season as c', (join) => join.onRef('c.rootId', '=', 'h.seasonId'))
    .innerJoin('Plot as p', 'p.id', 'h.plotId')
    .innerJoin('PlotFacts as f', (join) => join.onRef('f.plotId', '=', 'p.id').onRef('f.version', '=', 'p.version'))
    .select(['s.id', 's.lotId', 's.partyId', 's.harvestId', 's.growerId', 's.parts', 's.grade', 's.priceFen'])
    .select(['s.state', 's.offeredAtMs', 's.answerDueAtMs', 's.answeredAtMs', 's.accountId'])
    .select(['l.code as lotCode', 'l.state as lotState', 'l.units as lotUnits', 'g.title as goodsTitle'])
    .select(['h.harvestedOn', 'h.unit', 'c.crop', 'f.name as plotName'])
    .select(['m.accountId as growerAccountId', 'm.name as growerName'])
    .where('h.id', 'not in', corrected(rows))
    .where('c.id', 'not in', corrected(rows));
export type PoolShareRow = Awaited<ReturnType<ReturnType<typeof poolSharesWithGoods>['executeTakeFirstOrThrow']>>;

/** A grower sees what is offered to them, and what they agreed to. */
export const isGrowerOf = (
  { actor }: Pick<CatalogContext, 'actor'>,
  { accountId, growerAccountId }: Pick<PoolShareRow, 'accountId' | 'growerAccountId'>,
): boolean => (accountId ?? growerAccountId) === actor.id;

const seen = (context: CatalogContext) =>
  poolSharesWithGoods(context).$if(!isOverseer(context), (query) =>
    query.where((eb) =>
      eb.or([
        eb('s.partyId', 'in', ownParties(context, 'lots')),
        eb(eb.fn.coalesce('s.accountId', 'm.accountId'), '=', context.actor.id),
      ]),
    ),
  );

export async function poolSharesById(context: CatalogContext, ids: readonly string[]) {
  return inOrder(ids, (row) => row.id, await seen(context).where('s.id', 'in', ids).execute());
}
export async function poolSharesByLot(context: CatalogContext, lotIds: readonly string[]) {
  const rows = await seen(context).where('s.lotId', 'in', lotIds).orderBy('s.id').execute();
  return groupedInOrder(lotIds, (row) => row.lotId, rows);
}

/** By what shares can be sorted. */
export const POOL_SHARE_SORTS = {
  offeredAt: 'offeredAtMs',
  answerDueAt: 'answerDueAtMs',
  state: { text: 'state' },
} as const satisfies SortColumns<PoolShareRow>;
/** What is offered to the caller as a grower, and what they agreed to: newest first, or sorted. */
export function myPoolShares(context: CatalogContext, state: PoolShareState | undefined, page: SortedPage) {
  const mine = poolSharesWithGoods(context).where((eb) =>
    eb(eb.fn.coalesce('s.accountId', 'm.accountId'), '=', context.actor.id),
  );
  let query = context.rows.selectFrom(mine.as('share')).selectAll();
  if (state) query = query.where('state', '=', state);
  return sortedPage(query, page, POOL_SHARE_SORTS, { by: 'offeredAt', descending: true });
}
