import type { CatalogContext } from '../context.ts';
import { skusOnSale, type SkuNamed } from '../product/skus-on-sale.ts';
import { bandsInForce } from './price-band.loader.ts';
import { isLabelled, pricingUnder } from './price-band.policy.ts';

/** SKUs on sale whose price a government document binds now, and those of them whose label does not keep it. */
export async function labelsUnderBands(context: CatalogContext): Promise<{ bound: number; outside: SkuNamed[] }> {
  const bands = await bandsInForce(context.rows, context.clock.now());
  if (bands.size === 0) return { bound: 0, outside: [] };
  const labels = await skusOnSale(context)
    .innerJoin('PriceLabel as l', 'l.id', 's.labelId')
    .select(['s.id', 'p.id as productId', 'p.title', 'p.categoryId', 's.specification'])
    .select(['s.netGrams', 's.unit', 'l.retailFen', 'l.pricingType', 'l.bandMinFen', 'l.bandMaxFen'])
    .where('p.categoryId', 'in', [...bands.keys()])
    .execute();
  const outside = labels.filter((label) => {
    const found = pricingUnder(bands.get(label.categoryId) ?? null, label, label);
    return !('pricing' in found && isLabelled(label, found.pricing));
  });
  return { bound: labels.length, outside };
}
