import { YES } from '@heitu/kit/data/entities';
import type { EvidenceFigure } from '@heitu/kit/rules/evidence';
import type { CatalogContext } from '../context.ts';
import { lotsForSale } from '../lot/lots-for-sale.ts';
import { earlyHarvests } from './early-harvest.ts';
import { corrected } from './field.loader.ts';

const count = async (query: { executeTakeFirstOrThrow(): Promise<{ n: number | string | bigint }> }): Promise<number> =>
  Number((await query.executeTakeFirstOrThrow()).n);

const onSale = (context: CatalogContext) =>
  context.rows
    .selectFrom('Sku as s')
    .innerJoin('Product as p', 'p.id', 's.productId')
    .innerJoin('ShopSale as shop', 'shop.shopId', 's.shopId')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('p.state', '=', 'on-sale')
    .where('shop.onSale', '=', YES);

/** On sale and led back to a field: a lot that is sold took of a harvest. */
const skusFromField = (context: CatalogContext): Promise<number> =>
  count(
    onSale(context).where(({ exists, selectFrom }) =>
      exists(
        selectFrom('Lot as l')
          .innerJoin('LotHarvest as took', 'took.lotId', 'l.id')
          .select('l.id')
          .whereRef('l.skuId', '=', 's.id')
          .where('l.state', '=', 'released'),
      ),
    ),
  );

/** Of the produce library (5.1.a), and of chains that begin in a field (5.1). */
export async function produceFigures(context: CatalogContext) {
  const { rows } = context;
  const seasons = rows
    .selectFrom('Season as s')
    .innerJoin('Plot as p', 'p.id', 's.plotId')
    .innerJoin('PlotFacts as f', (join) => join.onRef('f.plotId', '=', 'p.id').onRef('f.version', '=', 'p.version'))
    .where('s.id', 'not in', corrected(rows));
  const library = await seasons
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
    skus: await count(onSale(context)),
    skusFromField: await skusFromField(context),
  };
}

/** Lots on sale without a record of production, and those that a record says were harvested too early (7.3.2.d). */
export async function productionRecordFigures(context: CatalogContext): Promise<EvidenceFigure[]> {
  const all = await count(lotsForSale(context));
  const recorded = await count(
    lotsForSale(context).where(({ exists, selectFrom }) =>
      exists(selectFrom('LotHarvest as took').select('took.lotId').whereRef('took.lotId', '=', 'l.id')),
    ),
  );
  const { n } = await earlyHarvests(context)
    .innerJoin('Lot as l', 'l.id', 'took.lotId')
    .where('l.state', '=', 'released')
    .where(({ eb, or, ref }) => or([eb('l.clearedAtMs', 'is', null), eb('u.recordedAtMs', '>', ref('l.clearedAtMs'))]))
    .select(({ fn }) => fn.count<number>('l.id').distinct().as('n'))
    .executeTakeFirstOrThrow();
  const early = Number(n);
  return [
    { label: '有田间生产记录的可售批次', value: recorded, unit: '个', outOf: all },
    { label: '没有田间生产记录的可售批次', value: all - recorded, unit: '个' },
    { label: '用药没隔够天数就收的可售批次', value: early, unit: '个', breached: early > 0 },
  ];
}
