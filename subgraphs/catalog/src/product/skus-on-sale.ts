import { YES } from '@heitu/kit/data/entities';
import type { MissedRow } from '@heitu/kit/rules/evidence';
import type { CatalogContext } from '../context.ts';

export interface SkuNamed {
  id: string;
  productId: string;
  title: string;
  specification: string;
}
/** As a row that a figure misses: it is mended on its product's page. */
export const skuRow = ({ productId, title, specification }: Omit<SkuNamed, 'id'>): MissedRow => ({
  ref: `Product:${productId}`,
  text: `${title} ${specification}`,
});

/** What the evidence of clauses counts, all of it or a part. */
export const skusOnSale = (context: CatalogContext) =>
  context.rows
    .selectFrom('Sku as s')
    .innerJoin('Product as p', 'p.id', 's.productId')
    .innerJoin('ShopSale as shop', 'shop.shopId', 's.shopId')
    .where('p.state', '=', 'on-sale')
    .where('shop.onSale', '=', YES);

export async function countSkus(skus: ReturnType<typeof skusOnSale>): Promise<number> {
  const { n } = await skus.select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  return Number(n);
}
