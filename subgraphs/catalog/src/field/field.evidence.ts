import type { CatalogContext } from '../context.ts';
import { lotsForSale } from '../lot/lots-for-sale.ts';
import { countSkus, skusOnSale } from '../product/skus-on-sale.ts';
import { earlyHarvests } from './early-harvest.ts';
import { grownSeasons } from './produce-library.ts';

/**
 * Lots that are sold and do not say where they begin: they, or one that they were made from, took of no harvest, were
 * made from no other lot, and nobody has accepted a paper of what was bought in for them (5.1, 7.3.2.d).
 */
export const lotsFromNowhere = (context: CatalogContext) =>
  context.rows
    .withRecursive('Behind', (db) =>
      db
        .selectFrom(lotsForSale(context).as('l'))
        .select(['l.id as lotId', 'l.id as id'])
        .union((all) =>
          all
            .selectFrom('Behind as b')
            .innerJoin('LotSource as from', 'from.lotId', 'b.id')
            .select(['b.lotId as lotId', 'from.sourceLotId as id']),
        ),
    )
    .selectFrom('Behind as b')
    .innerJoin('Lot as l', 'l.id', 'b.lotId')
    .where(({ and, not, exists, selectFrom }) =>
      and([
        not(exists(selectFrom('LotHarvest as took').select('took.lotId').whereRef('took.lotId', '=', 'b.id'))),
        not(exists(selectFrom('LotSource as from').select('from.lotId').whereRef('from.lotId', '=', 'b.id'))),
        not(
          exists(
            selectFrom('Certificate as c')
              .select('c.id')
              .whereRef('c.lotId', '=', 'b.id')
              .where('c.type', '=', 'purchase')
              .where('c.state', '=', 'accepted'),
          ),
        ),
      ]),
    )
    .select(['l.id', 'l.code', 'l.skuId'])
    .distinct();

/** On sale, and every lot of it that is sold says where it begins (5.1). */
export async function skuIdsWithOrigin(context: CatalogContext): Promise<Set<string>> {
  const sold = await skusOnSale(context)
    .innerJoin('Lot as l', 'l.skuId', 's.id')
    .where('l.state', '=', 'released')
    .select('s.id')
    .distinct()
    .execute();
  const lacking = new Set((await lotsFromNowhere(context).execute()).map(({ skuId }) => skuId));
  return new Set(sold.map(({ id }) => id).filter((id) => !lacking.has(id)));
}
/** Of these, those that lead back to a field or to where they were gathered: a lot of theirs took of a harvest. */
export const countFromField = (context: CatalogContext): Promise<number> =>
  countSkus(
    skusOnSale(context).where(({ exists, selectFrom }) =>
      exists(
        selectFrom('Lot as l')
          .innerJoin('LotHarvest as took', 'took.lotId', 'l.id')
          .select('l.id')
          .whereRef('l.skuId', '=', 's.id')
          .where('l.state', '=', 'released'),
      ),
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
    skusWithOrigin: (await skuIdsWithOrigin(context)).size,
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
