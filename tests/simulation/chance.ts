import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/** One stream of numbers from one seed (mulberry32): small, fast, the same on every machine. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }
  isHit(probability: number): boolean {
    return this.next() < probability;
  }
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new Error('nothing to pick from');
    return items[this.below(items.length)]!;
  }
  pickOrNull<T>(items: readonly T[]): T | null {
    return items.length === 0 ? null : this.pick(items);
  }
  /** One of the items, each as likely as its weight says. */
  weighted<T extends { weight: number }>(items: readonly T[]): T {
    let left = this.next() * items.reduce((sum, item) => sum + item.weight, 0);
    for (const item of items) if ((left -= item.weight) < 0) return item;
    return items.at(-1)!;
  }
}

/** The seed of the n-th world of a run: each can be played again alone. */
export const worldSeed = (seed: number, index: number): number =>
  index === 0 ? seed : (Math.imul(seed ^ 0x9e3779b9, 2654435761) + Math.imul(index, 40503)) >>> 0;

export interface Nature {
  nowMs(): number;
  setMs(nowMs: number): void;
  /** From here on, what the process takes for random comes from this seed. */
  reseed(seed: number): void;
  /** Nobody else can go on: time goes on to the next timer, which fires. False where there is none. */
  fireTimer(): boolean;
  /** What was waited for is over. */
  forgetTimers(): void;
}

/**
 * Takes time and randomness out of this process: `Date`, `setTimeout` and `node:crypto` answer from here, for the
 * platform's code and for every library's. Only in a process that does nothing else; it is never given back.
 */
export function takeOverNature(startMs: number): Nature {
  let nowMs = startMs;
  let chance = new Chance(1);
  const RealDate = Date;
  class SimulatedDate extends RealDate {
    constructor(...parts: unknown[]) {
      super(...((parts.length === 0 ? [nowMs] : parts) as [number]));
    }
    static override now(): number {
      return nowMs;
    }
  }
  globalThis.Date = SimulatedDate as DateConstructor;

  interface Timer {
    atMs: number;
    fire: () => void;
    ref(): Timer;
    unref(): Timer;
  }
  let timers: Timer[] = [];
  globalThis.setTimeout = ((fire: (...args: unknown[]) => void, delayMs = 0, ...args: unknown[]): Timer => {
    const timer: Timer = { atMs: nowMs + delayMs, fire: () => fire(...args), ref: () => timer, unref: () => timer };
    timers.push(timer);
    return timer;
  }) as unknown as typeof setTimeout;
  globalThis.clearTimeout = ((timer: unknown) =>
    void (timers = timers.filter((one) => one !== timer))) as typeof clearTimeout;

  // What only renews a lease while a job takes long: no job does here.
  const never = { ref: () => never, unref: () => never };
  globalThis.setInterval = (() => never) as unknown as typeof setInterval;
  globalThis.clearInterval = () => {};

  const bytes = (size: number): Buffer => Buffer.from(Array.from({ length: size }, () => chance.below(256)));
  const patched = crypto as unknown as Record<string, unknown>;
  patched['randomBytes'] = bytes;
  patched['randomFillSync'] = (into: Uint8Array) => {
    into.set(bytes(into.length));
    return into;
  };
  patched['randomInt'] = (low: number, high?: number) =>
    high === undefined ? chance.below(low) : low + chance.below(high - low);
  patched['randomUUID'] = () => {
    const hex = bytes(16).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
  syncBuiltinESMExports();
  return {
    nowMs: () => nowMs,
    setMs: (atMs) => void (nowMs = atMs),
    reseed: (seed) => void (chance = new Chance(seed)),
    fireTimer() {
      const [next] = timers.toSorted((a, b) => a.atMs - b.atMs);
      if (!next) return false;
      timers = timers.filter((one) => one !== next);
      nowMs = Math.max(nowMs, next.atMs);
      next.fire();
      return true;
    },
    forgetTimers: () => void (timers = []),
  };
}
