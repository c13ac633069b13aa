import { useFiles } from '@heitu/kit/privacy/file-uses';
import type { CatalogContext, CatalogTransaction } from '../context.ts';

/** Whether this actor uploaded those pictures; from here on they belong to the product. */
export const usePictures = (
  context: CatalogContext,
  tx: CatalogTransaction,
  productId: string,
  pictureIds: readonly string[],
): Promise<boolean> => useFiles(context, tx, { type: 'product', id: productId }, pictureIds, 'product-picture');
export const hasCategory = async (tx: CatalogTransaction, categoryId: string): Promise<boolean> =>
  !!(await tx.rows.selectFrom('Category').select('id').where('id', '=', categoryId).executeTakeFirst());
