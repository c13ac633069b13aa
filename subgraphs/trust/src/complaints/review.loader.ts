import { groupedInOrder } from '@heitu/kit/rules/graphql';
import type { TrustContext } from '../context.ts';
import type { ProductStub } from '../foreign/foreign.view.ts';

export async function productsByReview(context: TrustContext, reviewIds: readonly string[]): Promise<ProductStub[][]> {
  const rows = await context.rows
    .selectFrom('ReviewedProduct')
    .select(['reviewId', 'productId'])
    .where('reviewId', 'in', reviewIds)
    .execute();
  return groupedInOrder(reviewIds, (row) => row.reviewId, rows).map((group) =>
    group.map(({ productId }) => ({ id: productId })),
  );
}
