import type { CatalogContext } from '../context.ts';
import { countSkus, skusOnSale } from '../product/skus-on-sale.ts';
import { earlyHarvests } from './early-harvest.ts';
import { grownSeasons } from './produce-library.ts';

/** On sale and led back to a field: a lot that is sold took of a harvest (5.1). */
const skusFromField = (context: CatalogContext) =>
  skusOnSale(context).where(({ exists, selectFrom }) =>
    exists(
      selectFrom('Lot as l')
        .innerJoin('LotHarvest as took', 'took.lotId', 'l.id')
        .select('l.id')
        .whereRef('l.skuId', '=', 's.id')
        .where('l.state', '=', 'released'),
    ),
  );

export async function skuIdsFromField(context: CatalogContext): Promise<Set<string>> {
  const rows = await skusFromField(context).select('s.id').execute();
  return new Set(rows.map(({ id }) => id));
}

/** Of the produce library (5.1.a), and of chains that begin in a field. */
export async function produceFigures(context: CatalogContext) {
  const library = await grownSeasons(context)
    .select(({ fn }) => [
      fn.count<number>('s.plotId').distinct().as('plots'),
      fn.count<number>('s.categoryId').distinct().as('goods'),
      fn.count<number>(fn.coalesce('f.growerId', 'p.partyId')).distinct().as('growers'),
    ])
    .executeTakeFirstOrThrow();
  return {
    plots: Number(library.plots),
    goods: Number(library.goods),
    growers: Number(library.growers),
    skus: await countSkus(skusOnSale(context)),
    skusFromField: await countSkus(skusFromField(context)),
  };
}

/** Lots on sale that were harvested too early by a record, and nobody has let them be sold all the same. */
export const earlyLotsForSale = (context: CatalogContext) =>
  earlyHarvests(context)
    .innerJoin('Lot as l', 'l.id', 'took.lotId')
    .where('l.state', '=', 'released')
    .where(({ eb, or, ref }) => or([eb('l.clearedAtMs', 'is', null), eb('u.recordedAtMs', '>', ref('l.clearedAtMs'))]))
    .select(['l.id', 'l.code'])
    .distinct()
    .execute();
