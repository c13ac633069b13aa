import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { openLook } from '../look/open-look.ts';
import type { ProductState } from '../product/product.lifecycle.ts';
import { indexProduct } from '../search/index-product.ts';

/** A new label of goods on sale: they are found by its words, and a person looks at words that are new. */
export async function labelShown(
  context: CatalogContext,
  tx: CatalogTransaction,
  { productId, partyId, state }: { productId: string; partyId: string; state: ProductState },
): Promise<void> {
  if (state !== 'on-sale') return;
  await openLook(context, tx, { id: productId, partyId }, 'changed');
  await indexProduct(tx, productId);
}
