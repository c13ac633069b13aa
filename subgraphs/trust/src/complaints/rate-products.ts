import { changeOrMake, isChanged } from '@heitu/kit/data/only-one';
import type { TrustTransaction } from '../context.ts';
import { ProductRating } from './complaint.entity.ts';

const NONE = { reviewCount: 0, starsTotal: 0 };

/** Adds a review to what its products are rated by, or takes it off: in one statement, so that two at once count. */
export async function rateProducts(
  tx: TrustTransaction,
  productIds: readonly string[],
  { reviewCount, starsTotal }: { reviewCount: number; starsTotal: number },
): Promise<void> {
  // In one order: two reviews of the same products do not wait for each other.
  for (const productId of productIds.toSorted()) {
    const add = () =>
      isChanged(
        tx.rows
          .updateTable('ProductRating')
          .set((eb) => ({
            reviewCount: eb('reviewCount', '+', reviewCount),
            starsTotal: eb('starsTotal', '+', starsTotal),
          }))
          .where('productId', '=', productId),
      );
    await changeOrMake(add, () => tx.em.upsert(ProductRating, { productId, ...NONE }, { onConflictAction: 'ignore' }));
  }
}
