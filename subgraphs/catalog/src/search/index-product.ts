import type { CatalogTransaction } from '../context.ts';
import { lockRows } from '@heitu/kit/data/only-one';
import { Product } from '../product/product.entity.ts';
import { ProductToken } from './product-token.entity.ts';
import { tokensFor } from './tokens.ts';

/** How much a word tells by the place it stands in. */
const WEIGHTS = { title: 10, origin: 8, category: 6, grade: 3, specification: 2, characteristics: 1 } as const;

export interface SearchableProduct {
  title: string;
  categoryPath: string;
  characteristics: string | null;
  labels: readonly { origin: string | null; grade: string | null; specification: string | null }[];
}
export function searchRows(
  productId: string,
  product: SearchableProduct,
): { token: string; productId: string; weight: number }[] {
  const of = (field: 'origin' | 'grade' | 'specification') =>
    product.labels.flatMap((label) =>
      label[field] ? [{ text: label[field], weight: WEIGHTS[field], withPinyin: false }] : [],
    );
  // People type the pinyin of one place, not of the whole address.
  const places = of('origin').map((origin) => ({
    ...origin,
    text: origin.text.replaceAll(/[省市县区镇乡村]/gu, '$& '),
    withPinyin: true,
  }));
  const tokens = tokensFor([
    { text: product.title, weight: WEIGHTS.title, withPinyin: true },
    { text: product.categoryPath, weight: WEIGHTS.category, withPinyin: true },
    ...of('origin'),
    ...places,
    ...of('grade'),
    ...of('specification'),
    ...(product.characteristics
      ? [{ text: product.characteristics, weight: WEIGHTS.characteristics, withPinyin: false }]
      : []),
  ]);
  return [...tokens].map(([token, weight]) => ({ token, productId, weight }));
}

/** Writes a product's words anew, in the transaction that changed it. */
export async function indexProduct(tx: CatalogTransaction, productId: string): Promise<void> {
  // The product is taken: its words are written by one at a time, whichever of its labels changed.
  await lockRows(tx, Product, { id: productId });
  const product = await tx.rows
    .selectFrom('Product as p')
    .innerJoin('Category as c', 'c.id', 'p.categoryId')
    .select(['p.title', 'p.characteristics', 'c.path as categoryPath'])
    .where('p.id', '=', productId)
    .executeTakeFirstOrThrow();
  const labels = await tx.rows
    .selectFrom('Sku as s')
    .innerJoin('PriceLabel as l', 'l.id', 's.labelId')
    .select(['l.origin', 'l.grade', 'l.specification'])
    .where('s.productId', '=', productId)
    .execute();
  await tx.em.nativeDelete(ProductToken, { productId });
  await tx.em.insertMany(ProductToken, searchRows(productId, { ...product, labels }));
}
