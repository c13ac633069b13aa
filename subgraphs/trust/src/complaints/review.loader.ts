import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import type { TrustContext } from '../context.ts';
import type { ProductStub } from '../foreign/foreign.view.ts';

/** By what reviews can be sorted: those that wait for a look, and all. */
export const HELD_REVIEW_SORTS = { createdAt: 'createdAtMs', stars: 'stars' } as const;
export const REVIEW_SORTS = { ...HELD_REVIEW_SORTS, state: { text: 'state' } } as const;

/** Whatever their state: for those who have just changed them. */
export async function reviewsById(context: TrustContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('Review').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows);
}

export async function productsByReview(
  { rows: of }: Pick<TrustContext, 'rows'>,
  reviewIds: readonly string[],
): Promise<ProductStub[][]> {
  const rows = await of
    .selectFrom('ReviewedProduct')
    .select(['reviewId', 'productId'])
    .where('reviewId', 'in', reviewIds)
    .execute();
  return groupedInOrder(reviewIds, (row) => row.reviewId, rows).map((group) =>
    group.map(({ productId }) => ({ id: productId })),
  );
}
