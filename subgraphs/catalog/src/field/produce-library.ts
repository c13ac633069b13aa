import type { CatalogContext } from '../context.ts';
import { corrected } from './field.loader.ts';
import { QUANTITY_PARTS, SIZE_PARTS, sizeUnitOf } from './field.policy.ts';
import type { ProduceRowView } from './field.view.ts';

/** Each season counts where it grew; what was corrected does not count. */
export const grownSeasons = ({ rows }: CatalogContext) =>
  rows
    .selectFrom('Season as s')
    .innerJoin('Plot as p', 'p.id', 's.plotId')
    .innerJoin('PlotFacts as f', (join) => join.onRef('f.plotId', '=', 'p.id').onRef('f.version', '=', 'p.version'))
    .where('s.id', 'not in', corrected(rows));

type Row = Omit<ProduceRowView, 'growers' | 'plots'> & { growerIds: Set<string>; plotIds: Set<string> };

const NOTHING = { mu: 0, heads: 0, hives: 0, kilograms: 0, pieces: 0, lots: 0 };

/** Goods × growers × area × season × output by township, counted from the rows of fields. */
export async function produceLibrary(context: CatalogContext, year?: number): Promise<ProduceRowView[]> {
  let ofYear = grownSeasons(context);
  if (year !== undefined) ofYear = ofYear.where('s.year', '=', year);
  const grown = await ofYear
    .select(['s.year', 's.categoryId', 's.crop', 'f.divisionCode', 'f.township', 'p.kind', 'f.growerId', 'p.partyId'])
    .select(['p.id as plotId', 's.rootId', 'f.sizeParts'])
    .execute();
  const output = await context.rows
    .selectFrom('Harvest as h')
    .select(['h.seasonId', 'h.unit'])
    .select(({ fn }) => fn.sum<number>('h.parts').as('parts'))
    .where('h.id', 'not in', corrected(context.rows))
    .groupBy(['h.seasonId', 'h.unit'])
    .execute();
  const taken = await context.rows
    .selectFrom('LotHarvest as took')
    .innerJoin('Harvest as h', 'h.rootId', 'took.harvestId')
    .select('h.seasonId')
    .select(({ fn }) => fn.count<number>('took.lotId').distinct().as('n'))
    .where('h.id', 'not in', corrected(context.rows))
    .groupBy('h.seasonId')
    .execute();
  const harvested = (seasonId: string, unit: string): number =>
    Number(output.find((row) => row.seasonId === seasonId && row.unit === unit)?.parts ?? 0) / QUANTITY_PARTS;
  const lotsOf = new Map(taken.map(({ seasonId, n }) => [seasonId, Number(n)]));
  const rows = new Map<string, Row>();
  for (const one of grown) {
    const { year: inYear, categoryId, crop, divisionCode, township } = one;
    const id = [inYear, categoryId, crop, divisionCode].join(' ');
    const row = rows.get(id) ?? {
      id,
      year: inYear,
      categoryId,
      crop,
      divisionCode,
      township,
      growerIds: new Set<string>(),
      plotIds: new Set<string>(),
      ...NOTHING,
    };
    const unit = sizeUnitOf(one.kind);
    const size = one.sizeParts / SIZE_PARTS;
    row.growerIds.add(one.growerId ?? one.partyId);
    row.plotIds.add(one.plotId);
    if (unit === 'mu') row.mu += size;
    else if (unit === 'head') row.heads += size;
    else row.hives += size;
    row.kilograms += harvested(one.rootId, 'kg');
    row.pieces += harvested(one.rootId, 'piece');
    row.lots += lotsOf.get(one.rootId) ?? 0;
    rows.set(id, row);
  }
  return [...rows.values()]
    .map(({ growerIds, plotIds, ...row }) => ({ ...row, growers: growerIds.size, plots: plotIds.size }))
    .sort((a, b) => b.year - a.year || a.crop.localeCompare(b.crop) || a.divisionCode.localeCompare(b.divisionCode));
}
