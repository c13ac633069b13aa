import { inOrder } from '@heitu/kit/graphql';
import { ownParcels, seesAll } from '../access.ts';
import type { LogisticsContext, RowOf } from '../entities.ts';

export function visibleCollections(context: LogisticsContext) {
  const query = context.rows.selectFrom('Collection').selectAll();
  return seesAll(context.actor) ? query : query.where(ownParcels<'Collection'>(context.actor, 'after-sales'));
}
export async function collectionsById(context: LogisticsContext, ids: readonly string[]): Promise<(RowOf<'Collection'> | null)[]> {
  return inOrder(ids, (row) => row.id, await visibleCollections(context).where('id', 'in', [...ids]).execute());
}
