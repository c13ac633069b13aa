import { celsiusOf, netText } from '../product/product.policy.ts';
import { statement } from '@heitu/kit/data/statement';
import type { CatalogContext, CatalogRows } from '../context.ts';
import type { ProductBrief, SkuForSale } from './peer.view.ts';

export const PEER_IDS_MAX = 500;

const skusWithLabels = statement((rows: CatalogRows, { ids }: { ids: readonly string[] }) =>
  rows
    .selectFrom('Sku as s')
    .innerJoin('Product as p', 'p.id', 's.productId')
    .innerJoin('PriceLabel as l', 'l.id', 's.labelId')
    .innerJoin('Category as c', 'c.id', 'p.categoryId')
    .leftJoin('ShopSale as shop', 'shop.shopId', 's.shopId')
    .select([
      's.id as skuId',
      's.productId',
      's.shopId',
      's.partyId',
      'p.title',
      's.specification',
      'p.pictureId',
      'l.id as labelId',
      'l.version as labelVersion',
      'l.retailFen',
      's.storage',
      's.temperatureCelsiusMin',
      's.temperatureCelsiusMax',
      's.shelfLifeDays',
      's.weightGrams',
      's.netGrams',
      's.netMillilitres',
      's.netCount',
      's.unit',
      'c.path as categoryPath',
      'c.id as categoryCode',
      'c.isPerishable',
      'p.state',
      'l.isComplete',
      'shop.onSale as shopOnSale',
    ])
    .where('s.id', 'in', ids),
);

/** A SKU that never had a label was never for sale: it is left out, as an unknown one is. */
export async function skusForSale(context: CatalogContext, ids: readonly string[]): Promise<SkuForSale[]> {
  if (ids.length === 0) return [];
  const [rows] = await context.read(skusWithLabels({ ids: ids.slice(0, PEER_IDS_MAX) }));
  return rows.map((row) => ({
    ...row,
    temperatureCelsiusMin: celsiusOf(row.temperatureCelsiusMin),
    temperatureCelsiusMax: celsiusOf(row.temperatureCelsiusMax),
    onSale: row.state === 'on-sale' && !!row.shopOnSale && !!row.isComplete,
    netText: netText(row),
    returnableWithoutReason: !row.isPerishable,
  }));
}

export async function productBriefs(context: CatalogContext, ids: readonly string[]): Promise<ProductBrief[]> {
  if (ids.length === 0) return [];
  return context.rows
    .selectFrom('Product')
    .select(['id as productId', 'title', 'shopId', 'partyId'])
    .where('id', 'in', ids.slice(0, PEER_IDS_MAX))
    .execute();
}
