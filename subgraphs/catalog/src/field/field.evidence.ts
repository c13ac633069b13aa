import type { CatalogContext } from '../context.ts';
import type { LotsForSale } from '../lot/lots-for-sale.ts';
import { countSkus, skusOnSale } from '../product/skus-on-sale.ts';
import { earlyHarvests } from './early-harvest.ts';
import { grownSeasons } from './produce-library.ts';

/** On sale and led back to a field: a lot that is sold took of a harvest (5.1). */
export const skusFromField = (context: CatalogContext) =>
  skusOnSale(context).where(({ exists, selectFrom }) =>
    exists(
      selectFrom('Lot as l')
        .innerJoin('LotHarvest as took', 'took.lotId', 'l.id')
        .select('l.id')
        .whereRef('l.skuId', '=', 's.id')
        .where('l.state', '=', 'released'),
    ),
  );

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

/** Lots on sale with a record of production (7.3.2.d). */
export const withProductionRecord = (lots: LotsForSale): LotsForSale =>
  lots.where(({ exists, selectFrom }) =>
    exists(selectFrom('LotHarvest as took').select('took.lotId').whereRef('took.lotId', '=', 'l.id')),
  );

/** How many lots on sale were harvested too early by a record, and nobody has let them be sold all the same. */
export async function earlyLotsForSale(context: CatalogContext): Promise<number> {
  const { n } = await earlyHarvests(context)
    .innerJoin('Lot as l', 'l.id', 'took.lotId')
    .where('l.state', '=', 'released')
    .where(({ eb, or, ref }) => or([eb('l.clearedAtMs', 'is', null), eb('u.recordedAtMs', '>', ref('l.clearedAtMs'))]))
    .select(({ fn }) => fn.count<number>('l.id').distinct().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}
