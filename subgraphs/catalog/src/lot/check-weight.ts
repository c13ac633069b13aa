import type { RefusalText } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { corrected } from '../field/field.loader.ts';
import { quantityOf, SIZE_PARTS } from '../field/field.policy.ts';
import {
  fits,
  fitsSource,
  kilogramsOf,
  mostOf,
  weigh,
  yieldOf,
  yieldOfSource,
  type Given,
  type Pack,
} from '../field/goods-of-crop.policy.ts';
import { TRACE_UNITS } from '../trace/trace.policy.ts';

/** Said by whoever registers a lot and by whoever lets it be sold. */
export const WEIGHT_REFUSALS = {
  OTHER_CROP: { message: '做这批货的东西，做不成这种货', clause: '5.1' },
  MORE_THAN_HARVESTED: { message: '这批货比做它用的东西还多，请核对件数', clause: '5.1' },
} as const satisfies Readonly<Record<string, RefusalText<ClauseRef>>>;

type Rows = Pick<CatalogContext | CatalogTransaction, 'rows'>;

/** What stands on a pack and how it is counted. */
export const packOf = ({ rows }: Rows, skuId: string): Promise<Pack> =>
  rows
    .selectFrom('Sku as s')
    .innerJoin('Product as p', 'p.id', 's.productId')
    .select(['s.unit', 's.netGrams', 's.netMillilitres', 's.netCount', 'p.categoryId'])
    .where('s.id', '=', skuId)
    .executeTakeFirstOrThrow();

/** What it took of harvests, with the season and the size of the field that they came from. */
export const harvestsIn = ({ rows }: Rows, lotId: string) =>
  rows
    .selectFrom('LotHarvest as took')
    .innerJoin('Harvest as h', 'h.rootId', 'took.harvestId')
    .innerJoin('Season as s', 's.rootId', 'h.seasonId')
    .innerJoin('Plot as p', 'p.id', 'h.plotId')
    .innerJoin('PlotFacts as f', (join) => join.onRef('f.plotId', '=', 'p.id').onRef('f.version', '=', 'p.version'))
    .select(['took.parts', 'h.parts as ofParts', 'h.unit', 's.crop', 's.categoryId', 'f.sizeParts'])
    .where('took.lotId', '=', lotId)
    .where('h.id', 'not in', corrected(rows))
    .where('s.id', 'not in', corrected(rows))
    .execute();
/** Other lots that it was made from. */
export const sourcesIn = ({ rows }: Rows, lotId: string) =>
  rows
    .selectFrom('LotSource as from')
    .innerJoin('Lot as l', 'l.id', 'from.sourceLotId')
    .select(['from.units', 'l.units as ofUnits', 'l.skuId', 'l.code'])
    .where('from.lotId', '=', lotId)
    .execute();

/**
 * Whether a lot is goods that can come of what it was made from, and no more of them: its packs against what was drawn
 * of harvests and of other lots. Null where it is so, or where nothing is recorded that it was made from.
 */
export async function weighLot(
  rows: Rows,
  lot: { id: string; skuId: string; units: number },
): Promise<{ code: keyof typeof WEIGHT_REFUSALS; text: string } | null> {
  const pack = await packOf(rows, lot.skuId);
  const { categoryId } = pack;
  const given: Given[] = [];
  for (const { parts, ofParts, unit, sizeParts, ...season } of await harvestsIn(rows, lot.id)) {
    if (!fits(season, categoryId)) return { code: 'OTHER_CROP', text: otherCropText(season.crop) };
    const kilogramsMost = (mostOf(season.crop, sizeParts / SIZE_PARTS, 'kg') * parts) / ofParts;
    given.push({ quantity: quantityOf(parts), unit, yield: yieldOf(season.crop, categoryId), kilogramsMost });
  }
  for (const { units, ofUnits, skuId, code } of await sourcesIn(rows, lot.id)) {
    const source = await packOf(rows, skuId);
    if (!fitsSource(source.categoryId, categoryId)) return { code: 'OTHER_CROP', text: otherSourceText(code) };
    // Lots of before did not say how much went in: no more than there was.
    given.push(sourceGiven(source, units ?? ofUnits, categoryId));
  }
  if (given.length === 0) return null;
  const weighed = weigh(pack, lot.units, given);
  if (!weighed) return { code: 'MORE_THAN_HARVESTED', text: '这个规格没写净重，先在商品里补上，才算得出来' };
  const { is, most, unit } = weighed;
  const name = TRACE_UNITS[unit];
  return is <= most
    ? null
    : {
        code: 'MORE_THAN_HARVESTED',
        text: `用的这些最多做出${most}${name}，这批有${is}${name}。件数填多了就改少，还用了别的采收就加上`,
      };
}

/** What packs of another lot are: by weight, or by number where that is all that they say. */
const sourceGiven = (source: Pack, units: number, categoryId: string): Given => {
  const share = yieldOfSource(source.categoryId, categoryId);
  const isCounted = source.netGrams === null && source.netCount !== null;
  if (isCounted) return { quantity: units * Number(source.netCount), unit: 'piece', yield: share };
  return { quantity: units * (kilogramsOf(source) ?? 0), unit: 'kg', yield: share };
};

export const otherCropText = (crop: string): string =>
  `这次收的是${crop}，做不成这种货。请换一次采收；不是自己地里收的，就一次也别选`;
export const otherSourceText = (code: string): string => `${code}做不成这种货，请换一批`;
