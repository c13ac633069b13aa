import { YES } from '@heitu/kit/data/entities';
import type { CatalogContext } from '../context.ts';

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
