import { inOrder } from '@heitu/kit/rules/graphql';
import type { LogisticsContext } from '../context.ts';
import { pointOf, type MapPoint } from './map-point.policy.ts';

/** Where villages are on the map; null of those of which nobody has said it, and of larger divisions. */
export async function villagePoints(
  { rows }: Pick<LogisticsContext, 'rows'>,
  codes: readonly string[],
): Promise<(MapPoint | null)[]> {
  const found = await rows
    .selectFrom('Village')
    .select(['code', 'latitude', 'longitude'])
    .where('code', 'in', codes)
    .execute();
  return inOrder(codes, ({ code }) => code, found).map((row) => row && pointOf(row));
}
