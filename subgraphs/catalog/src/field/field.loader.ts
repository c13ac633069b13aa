import { groupedInOrder, inOrder, type Page } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import { isOverseer, overseesMoney, ownParties } from '../access.ts';
import type { CatalogContext, CatalogRows, CatalogTransaction } from '../context.ts';
import { SHOWN_RECORDS_MAX } from './field.policy.ts';

export type Rows = Pick<CatalogContext | CatalogTransaction, 'rows'>;

/** Records that were put right or struck out: what is known now is all the others. */
export const corrected = (rows: CatalogRows) => rows.selectFrom('FieldCorrection').select('id');

const plotsNow = ({ rows }: Rows) =>
  rows
    .selectFrom('Plot as p')
    .innerJoin('PlotFacts as f', (join) => join.onRef('f.plotId', '=', 'p.id').onRef('f.version', '=', 'p.version'))
    .select([
      'p.id',
      'p.partyId',
      'p.kind',
      'p.version',
      'p.recordedAtMs',
      'f.name',
      'f.growerId',
      'f.divisionCode',
      'f.township',
      'f.village',
      'f.sizeParts',
    ]);
export type PlotRow = Awaited<ReturnType<ReturnType<typeof plotsNow>['executeTakeFirstOrThrow']>>;

const seen = (context: CatalogContext) =>
  plotsNow(context).$if(!isOverseer(context), (query) => query.where('p.partyId', 'in', ownParties(context, 'lots')));

export async function plotsById(context: CatalogContext, ids: readonly string[]): Promise<(PlotRow | null)[]> {
  return inOrder(ids, (row) => row.id, await seen(context).where('p.id', 'in', ids).execute());
}

/** By what plots can be sorted. */
export const PLOT_SORTS = {
  registeredAt: 'recordedAtMs',
  name: { text: 'name' },
} as const satisfies SortColumns<PlotRow>;
export interface PlotFilter {
  divisionCode?: string;
  categoryId?: string;
  crop?: string;
  year?: number;
}
/** One's own, everybody's for overseers: the newest first, or sorted. */
export function plotsPage(context: CatalogContext, filter: PlotFilter, page: SortedPage): Promise<Page<PlotRow>> {
  const { divisionCode, categoryId, crop, year } = filter;
  let query = context.rows.selectFrom(seen(context).as('plot')).selectAll();
  if (divisionCode) query = query.where('divisionCode', '=', divisionCode);
  if (categoryId || crop || year)
    query = query.where(({ exists, selectFrom }) => {
      let season = selectFrom('Season as s')
        .select('s.id')
        .whereRef('s.plotId', '=', 'plot.id')
        .where('s.id', 'not in', corrected(context.rows));
      if (categoryId) season = season.where('s.categoryId', '=', categoryId);
      if (crop) season = season.where('s.crop', '=', crop);
      if (year) season = season.where('s.year', '=', year);
      return exists(season);
    });
  return sortedPage(query, page, PLOT_SORTS, { by: 'registeredAt', descending: true });
}

/** Within a transaction that has taken the plot's row. */
export const plotNowRow = (tx: CatalogTransaction, plotId: string): Promise<PlotRow> =>
  plotsNow(tx).where('p.id', '=', plotId).executeTakeFirstOrThrow();

export const growersById = async (context: CatalogContext, ids: readonly string[]) =>
  inOrder(
    ids,
    (row) => row.id,
    await context.rows.selectFrom('MemberGrower').selectAll().where('id', 'in', ids).execute(),
  );

/**
 * Members of one's own businesses, for whoever keeps their lots or settles with them; everybody's for overseers of
 * goods or money; and oneself.
 */
export const growersSeen = async (context: CatalogContext, ids: readonly string[]) =>
  inOrder(
    ids,
    (row) => row.id,
    await context.rows
      .selectFrom('MemberGrower')
      .selectAll()
      .where('id', 'in', ids)
      .$if(!isOverseer(context) && !overseesMoney(context), (query) =>
        query.where((eb) =>
          eb.or([
            eb('partyId', 'in', [...ownParties(context, 'lots'), ...ownParties(context, 'finance')]),
            eb('accountId', '=', context.actor.id),
          ]),
        ),
      )
      .execute(),
  );

/** Seasons of plots that were not corrected, the newest first. */
export const seasonsOf = ({ rows }: Rows, plotIds: readonly string[]) =>
  rows
    .selectFrom('Season as s')
    .selectAll('s')
    .where('s.plotId', 'in', plotIds)
    .where('s.id', 'not in', corrected(rows))
    .orderBy('s.startedOn', 'desc')
    .orderBy('s.id', 'desc')
    .execute();
export type SeasonRow = Awaited<ReturnType<typeof seasonsOf>>[number];
/** What was put on plots, as it is known now: the newest first. */
export const usesOf = ({ rows }: Rows, plotIds: readonly string[]) =>
  rows
    .selectFrom('InputUse as u')
    .selectAll('u')
    .where('u.plotId', 'in', plotIds)
    .where('u.id', 'not in', corrected(rows))
    .orderBy('u.usedOn', 'desc')
    .orderBy('u.id', 'desc')
    .execute();
export type UseRow = Awaited<ReturnType<typeof usesOf>>[number];
/** Uses that were struck out or said anew, with what was said wrong of them: the newest first. */
export const struckUsesOf = ({ rows }: Rows, plotIds: readonly string[]) =>
  rows
    .selectFrom('InputUse as u')
    .innerJoin('FieldCorrection as c', 'c.id', 'u.id')
    .selectAll('u')
    .select(['c.wrong', 'c.rightId'])
    .where('u.plotId', 'in', plotIds)
    .orderBy('u.usedOn', 'desc')
    .orderBy('u.id', 'desc')
    .execute();
export type StruckUseRow = Awaited<ReturnType<typeof struckUsesOf>>[number];
export const notesOf = ({ rows }: Rows, plotIds: readonly string[]) =>
  rows
    .selectFrom('PlotNote as n')
    .selectAll('n')
    .where('n.plotId', 'in', plotIds)
    .where('n.id', 'not in', corrected(rows))
    .orderBy('n.seenOn', 'desc')
    .orderBy('n.id', 'desc')
    .execute();
export type NoteRow = Awaited<ReturnType<typeof notesOf>>[number];
export const harvestsOf = ({ rows }: Rows, plotIds: readonly string[]) =>
  rows
    .selectFrom('Harvest as h')
    .innerJoin('HarvestLeft as left', 'left.id', 'h.rootId')
    .selectAll('h')
    .select('left.parts as leftParts')
    .where('h.plotId', 'in', plotIds)
    .where('h.id', 'not in', corrected(rows))
    .orderBy('h.harvestedOn', 'desc')
    .orderBy('h.id', 'desc')
    .execute();
export type HarvestRow = Awaited<ReturnType<typeof harvestsOf>>[number];

const grouped =
  <Row extends { plotId: string }>(find: (rows: Rows, plotIds: readonly string[]) => Promise<Row[]>) =>
  async (context: CatalogContext, plotIds: readonly string[]): Promise<Row[][]> =>
    groupedInOrder(plotIds, (row) => row.plotId, await find(context, plotIds)).map((rows) =>
      rows.slice(0, SHOWN_RECORDS_MAX),
    );
export const seasonsByPlot = grouped(seasonsOf);
export const usesByPlot = grouped(usesOf);
export const notesByPlot = grouped(notesOf);
export const harvestsByPlot = grouped(harvestsOf);
/** What was said wrong of plots, the newest first. */
export const correctionsByPlot = grouped(({ rows }, plotIds) =>
  rows
    .selectFrom('FieldCorrection')
    .selectAll()
    .where('plotId', 'in', plotIds)
    .orderBy('recordedAtMs', 'desc')
    .execute(),
);

/** The season that holds on a day: the last one that had begun. */
export const seasonOn = (seasons: readonly SeasonRow[], day: string): SeasonRow | undefined =>
  seasons.find(({ startedOn }) => startedOn <= day);
/** Which days' records tell of a harvest: from when its season began until it came in, or the next season began. */
export function daysOf(
  seasons: readonly SeasonRow[],
  season: SeasonRow,
  harvestedOn: string,
): (day: string) => boolean {
  const next = seasons.findLast(({ startedOn }) => startedOn > season.startedOn);
  return (day) => season.startedOn <= day && day <= harvestedOn && (!next || day < next.startedOn);
}
