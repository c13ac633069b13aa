import type { CatalogContext } from '../context.ts';
import { skusOnSale, type SkuNamed } from '../product/skus-on-sale.ts';
import { bandInForce } from './price-band.loader.ts';
import { isLabelled, pricingUnder } from './price-band.policy.ts';

/** SKUs on sale whose price a government document binds now, and those of them whose label does not keep it. */
export async function labelsUnderBands(context: CatalogContext): Promise<{ bound: number; outside: SkuNamed[] }> {
  const nowMs = context.clock.now();
  const banded = await context.rows
    .selectFrom('PriceBand as b')
    .innerJoin('Category as c', (join) =>
      join.on((eb) => eb.or([eb('c.id', '=', eb.ref('b.categoryId')), eb('c.parentId', '=', eb.ref('b.categoryId'))])),
    )
    .select('c.id')
    .distinct()
    .where('b.effectiveAtMs', '<=', nowMs)
    .where((eb) => eb.or([eb('b.endsAtMs', 'is', null), eb('b.endsAtMs', '>', nowMs)]))
    .execute();
  const counts = await Promise.all(
    banded.map(async ({ id }) => {
      const band = await bandInForce(context.rows, id, nowMs);
      const labels = await skusOnSale(context)
        .innerJoin('PriceLabel as l', 'l.id', 's.labelId')
        .select(['s.id', 'p.id as productId', 'p.title', 's.specification'])
        .select(['s.netGrams', 's.unit', 'l.retailFen', 'l.pricingType', 'l.bandMinFen', 'l.bandMaxFen'])
        .where('p.categoryId', '=', id)
        .execute();
      const outside = labels.filter((label) => {
        const found = pricingUnder(band, label, label);
        return !('pricing' in found && isLabelled(label, found.pricing));
      });
      return { bound: labels.length, outside };
    }),
  );
  return {
    bound: counts.reduce((sum, { bound }) => sum + bound, 0),
    outside: counts.flatMap(({ outside }) => outside),
  };
}
