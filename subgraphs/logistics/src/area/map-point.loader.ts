import { inOrder } from '@heitu/kit/rules/graphql';
import type { LogisticsContext } from '../context.ts';
import { DIVISION_LENGTHS } from './division.policy.ts';
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

const [, , , TOWNSHIP, VILLAGE] = DIVISION_LENGTHS;

/** Villages where they are, townships in the middle of theirs; null of what is larger or not known. */
export async function divisionPoints(
  context: Pick<LogisticsContext, 'rows'>,
  codes: readonly string[],
): Promise<(MapPoint | null)[]> {
  const townships = codes.filter(({ length }) => length === TOWNSHIP);
  const middles = townships.length === 0 ? [] : await middlesOf(context, townships);
  const villages = codes.filter(({ length }) => length === VILLAGE);
  const points = villages.length === 0 ? [] : await villagePoints(context, villages);
  const known = new Map([...middles, ...villages.map((code, i) => [code, points[i] ?? null] as const)]);
  return codes.map((code) => known.get(code) ?? null);
}

async function middlesOf({ rows }: Pick<LogisticsContext, 'rows'>, townships: readonly string[]) {
  const found = await rows
    .selectFrom('Village')
    .select(({ fn, val }) => [
      fn<string>('substr', ['code', val(1), val(TOWNSHIP)]).as('township'),
      fn.avg<number>('latitude').as('latitude'),
      fn.avg<number>('longitude').as('longitude'),
    ])
    .where(({ eb, fn, val }) => eb(fn<string>('substr', ['code', val(1), val(TOWNSHIP)]), 'in', townships))
    .where('latitude', 'is not', null)
    .groupBy('township')
    .execute();
  return found.map(({ township, latitude, longitude }) => {
    return [township, { latitude: Number(latitude), longitude: Number(longitude) }] as const;
  });
}
