import { groupedInOrder, inOrder, type Page } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import { isOverseer, ownParties } from '../access.ts';
import { statement } from '@heitu/kit/data/statement';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { CatalogContext, CatalogRows } from '../context.ts';
import { lineageOf, type Direction } from './lineage.ts';
import type { LotState } from './lot.lifecycle.ts';
import { measureOutcome } from '../measure/shortage.policy.ts';

const lots = (context: CatalogContext) => context.rows.selectFrom('Lot').selectAll();
export type LotRow = Awaited<ReturnType<ReturnType<typeof lots>['execute']>>[number];

/**
 * Once released a lot is public, blocked and recalled ones too: whoever holds a bag may ask. Before that it is its own
 * people's.
 */
export async function lotsById(context: CatalogContext, ids: readonly string[]): Promise<(LotRow | null)[]> {
  const rows = await lots(context)
    .where('id', 'in', ids)
    .$if(!isOverseer(context), (query) =>
      query.where((eb) => eb.or([eb('state', '!=', 'registered'), eb('partyId', 'in', ownParties(context))])),
    )
    .execute();
  return inOrder(ids, (row) => row.id, rows);
}

/** By what lots can be sorted. */
export const LOT_SORTS = {
  registeredAt: 'registeredAtMs',
  producedOn: { text: 'producedOn' },
  units: 'units',
  state: { text: 'state' },
} as const satisfies SortColumns<LotRow>;

/** A seller's lots, newest first, or sorted; overseers see everybody's. */
export const lotsManaged = (
  context: CatalogContext,
  filter: { state?: LotState; skuId?: string; productId?: string; code?: string },
  page: SortedPage,
): Promise<Page<LotRow>> => {
  const { state, skuId, productId, code } = filter;
  let query = lots(context);
  if (!isOverseer(context)) query = query.where('partyId', 'in', ownParties(context, 'lots'));
  if (state) query = query.where('state', '=', state);
  if (skuId) query = query.where('skuId', '=', skuId);
  if (productId) query = query.where('productId', '=', productId);
  if (code) query = query.where('code', '=', code);
  return sortedPage(query, page, LOT_SORTS, { by: 'registeredAt', descending: true });
};

export const LOTS_SHOWN_MAX = 10;
const newestLots = statement((rows: CatalogRows, { productIds }: { productIds: readonly string[] }) => {
  const ranked = rows
    .selectFrom('Lot')
    .selectAll()
    .select(({ fn }) =>
      fn
        .agg<number>('row_number')
        .over((over) => over.partitionBy('productId').orderBy('producedOn', 'desc').orderBy('id'))
        .as('place'),
    )
    .where('productId', 'in', productIds)
    .where('state', '=', 'released');
  return rows.selectFrom(ranked.as('lot')).selectAll().where('place', '<=', LOTS_SHOWN_MAX).orderBy('place');
});
/**
 * The same of one product, which is what its page asks: no rows are numbered, which takes a server two temporary
 * tables.
 */
const newestLotsOf = statement((rows: CatalogRows, { productId }: { productId: string }) =>
  rows
    .selectFrom('Lot')
    .selectAll()
    .where('productId', '=', productId)
    .where('state', '=', 'released')
    .orderBy('producedOn', 'desc')
    .orderBy('id')
    .limit(LOTS_SHOWN_MAX),
);
/** Each product's lots on sale, the newest first. */
export async function lotsOnSaleByProduct(context: CatalogContext, productIds: readonly string[]): Promise<LotRow[][]> {
  const [only, ...others] = productIds;
  if (only && others.length === 0) return [...(await context.read(newestLotsOf({ productId: only })))];
  const [rows] = await context.read(newestLots({ productIds }));
  return groupedInOrder(productIds, (row) => row.productId, rows);
}

const stepsOfLots = statement((rows: CatalogRows, { lotIds }: { lotIds: readonly string[] }) =>
  rows.selectFrom('TraceChain').select(['lotId', 'length']).where('lotId', 'in', lotIds),
);
/** How many steps of each lot's history are written down. */
export async function stepsByLot(context: CatalogContext, lotIds: readonly string[]): Promise<number[]> {
  const [rows] = await context.read(stepsOfLots({ lotIds }));
  return inOrder(lotIds, (row) => row.lotId, rows).map((row) => row?.length ?? 0);
}

const outcomeOf = (stored: number | boolean | null) => {
  const passed = stored === null ? null : !!stored;
  return { passed, outcome: measureOutcome({ passed }) };
};

export async function measureChecksByLot(context: CatalogContext, lotIds: readonly string[]) {
  const rows = await context.rows
    .selectFrom('MeasureCheck')
    .selectAll()
    .where('lotId', 'in', lotIds)
    .orderBy('recordedAtMs')
    .execute();
  return groupedInOrder(
    lotIds,
    (row) => row.lotId,
    rows.map((row) => ({
      ...row,
      ...outcomeOf(row.passed),
      isWhole: !!row.isWhole,
      sampleCount: fromJson(row.samples).length,
    })),
  );
}

/** What a lot was made from, or what was made from it, as far as the caller may see each. */
const lineageByLot =
  (direction: Direction) =>
  (context: CatalogContext, lotIds: readonly string[]): Promise<LotRow[][]> =>
    Promise.all(
      lotIds.map(async (lotId) => {
        const ids = await lineageOf(context, lotId, direction);
        const found = await Promise.all(ids.map((id) => context.loader(lotsById).load(id)));
        return found.filter((lot) => lot !== null);
      }),
    );
export const sourcesByLot = lineageByLot('sources');
export const productsByLot = lineageByLot('products');
