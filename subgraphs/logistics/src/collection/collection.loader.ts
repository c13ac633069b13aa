import { inOrder } from '@heitu/kit/rules/graphql';
import { ownParcels, seesAll } from '../access.ts';
import { orderIdsOf, ordersToDecide } from '../case.loader.ts';
import type { LogisticsContext, RowOf } from '../context.ts';

export function visibleCollections(context: LogisticsContext, decided: readonly string[] = []) {
  const query = context.rows.selectFrom('Collection').selectAll();
  return seesAll(context.actor) ? query : query.where(ownParcels(context.actor, 'after-sales', decided));
}
export async function collectionsById(
  context: LogisticsContext,
  ids: readonly string[],
): Promise<(RowOf<'Collection'> | null)[]> {
  const decided = await ordersToDecide(context, () => orderIdsOf(context, 'Collection', ids));
  return inOrder(
    ids,
    (row) => row.id,
    await visibleCollections(context, decided)
      .where('id', 'in', [...ids])
      .execute(),
  );
}
