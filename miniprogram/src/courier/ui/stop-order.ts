/** What the order of a day's stops is made of. */
export interface Placed {
  /** When somebody waits there, or until when it must be there. */
  atMs: number;
  /** Agreed on the telephone: somebody waits at that hour. */
  isAgreed: boolean;
  isCold: boolean;
  /** Where it is, by its administrative division: two that share more of it are nearer. */
  division: string;
  /** It goes back: to the depot, after the doors. */
  isBack: boolean;
}

/** So long a stop takes with its way, as couriers of a county reckon. */
const STOP_MS = 20 * 60_000;

const shared = (one: string, other: string): number => {
  let i = 0;
  while (i < one.length && one[i] === other[i]) i += 1;
  return i;
};

/** Among those that nobody waits for at an hour: cold first, then the nearest, then what is due first. */
const nextFrom =
  (here: string) =>
  (one: Placed, other: Placed): number =>
    Number(one.isBack) - Number(other.isBack) ||
    Number(other.isCold) - Number(one.isCold) ||
    shared(other.division, here) - shared(one.division, here) ||
    one.atMs - other.atMs;

/**
 * The order in which to drive: who was promised an hour is not kept waiting for what has the whole day, and in between
 * one goes on to what is nearest. There are no coordinates in the county's addresses; divisions stand for them.
 */
export function orderOf<T extends Placed>(stops: readonly T[], nowMs: number): T[] {
  const agreed = stops
    .filter(({ isAgreed, isBack }) => isAgreed && !isBack)
    .sort((one, other) => one.atMs - other.atMs);
  const free = new Set(stops.filter((stop) => !agreed.includes(stop)));
  const order: T[] = [];
  let here = '';
  for (let atMs = nowMs; order.length < stops.length; atMs += STOP_MS) {
    const [waiting] = agreed;
    const isDue = waiting !== undefined && (waiting.atMs <= atMs + STOP_MS || free.size === 0);
    const next = isDue ? agreed.shift() : [...free].sort(nextFrom(here))[0];
    if (next === undefined) break;
    free.delete(next);
    order.push(next);
    here = next.division;
  }
  return order;
}
