import type { MapPoint } from '../../lib/place.ts';

/** What the order of a day's stops is made of. */
export interface Placed {
  /** When somebody waits there, or until when it must be there. */
  atMs: number;
  /** Agreed on the telephone: somebody waits at that hour. */
  isAgreed: boolean;
  isCold: boolean;
  /** The administrative division where it is, and the place of its village where the map knows it. */
  division: string;
  point: MapPoint | null;
  /** It goes back: to the depot, after the doors. */
  isBack: boolean;
}

/** So long a stop takes with its way, as couriers of a county reckon. */
const STOP_MS = 20 * 60_000;

/** How far it is, in the middle, to a place that shares so many digits of the division: village, township, county. */
const RECKONED_KM: readonly [digits: number, km: number][] = [
  [12, 1],
  [9, 8],
  [6, 40],
  [0, 300],
];
const KM_A_DEGREE = 111.2;

/** As the crow flies where the map knows both places, else as one reckons; a county is small enough to be flat. */
function kmBetween(one: Where, other: Where): number {
  if (one.point && other.point) {
    const north = one.point.latitude - other.point.latitude;
    const east = (one.point.longitude - other.point.longitude) * Math.cos((one.point.latitude * Math.PI) / 180);
    return Math.hypot(north, east) * KM_A_DEGREE;
  }
  const shares = (digits: number): boolean =>
    one.division.length >= digits && other.division.startsWith(one.division.slice(0, digits));
  return RECKONED_KM.find(([digits]) => shares(digits))?.[1] ?? 0;
}
type Where = Pick<Placed, 'division' | 'point'>;

/** Among those that nobody waits for at an hour: cold first, then the nearest, then what is due first. */
const nextFrom =
  (here: Where | null) =>
  (one: Placed, other: Placed): number =>
    Number(one.isBack) - Number(other.isBack) ||
    Number(other.isCold) - Number(one.isCold) ||
    (here ? kmBetween(one, here) - kmBetween(other, here) : 0) ||
    one.atMs - other.atMs;

/**
 * The order in which to drive: who was promised an hour is not kept waiting for what has the whole day, and in between
 * one goes on to what is nearest.
 */
export function orderOf<T extends Placed>(stops: readonly T[], nowMs: number): T[] {
  const agreed = stops
    .filter(({ isAgreed, isBack }) => isAgreed && !isBack)
    .sort((one, other) => one.atMs - other.atMs);
  const free = new Set(stops.filter((stop) => !agreed.includes(stop)));
  const order: T[] = [];
  let here: Where | null = null;
  for (let atMs = nowMs; order.length < stops.length; atMs += STOP_MS) {
    const [waiting] = agreed;
    const isDue = waiting !== undefined && (waiting.atMs <= atMs + STOP_MS || free.size === 0);
    const next: T | undefined = isDue ? agreed.shift() : [...free].sort(nextFrom(here))[0];
    if (next === undefined) break;
    free.delete(next);
    order.push(next);
    here = next;
  }
  return order;
}
