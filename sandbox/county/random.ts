import { must } from '@heitu/kit/rules/checked';

/** A seeded source of numbers: the same seed gives the same sequence on every machine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** An integer from `low` to `high`, both included. */
  int(low: number, high: number): number;
  pick<T>(items: readonly T[]): T;
  chance(probability: number): boolean;
}

/** mulberry32: 32 bits of state, enough for a demo and far faster than a cryptographic source. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (items) => must(items[Math.floor(next() * items.length)], 'something to pick'),
    chance: (probability) => next() < probability,
  };
}

/** A picker by weight; builds its running sums once, so that a long history does not add them up per order. */
export function weightedPicker<T>(items: readonly T[], weightOf: (item: T) => number): (random: Random) => T {
  let sum = 0;
  const steps = items.map((item) => ({ item, upTo: (sum += weightOf(item)) }));
  const step = (index: number) => must(steps[index], 'something to pick');
  if (!(sum > 0)) throw new Error('weightedPicker needs one positive weight');
  return (random) => {
    const target = random.next() * sum;
    let low = 0;
    let high = steps.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (step(middle).upTo > target) high = middle;
      else low = middle + 1;
    }
    return step(low).item;
  };
}
