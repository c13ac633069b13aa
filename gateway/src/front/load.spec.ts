import { describe, expect, it } from '@jest/globals';
import { Load, WORTHS, type Place, type Worth } from './load.ts';

/** Repeatable: a small generator (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Phase {
  seconds: number;
  perSecond: number;
  /** The process stands still for so long at the phase's beginning. */
  pauseMs?: number;
}
interface Seen {
  answered: Record<Worth, number>;
  refused: Record<Worth, number>;
  tookMs: number[];
}
/** One request takes so long where nobody waits: 400 a second at most. */
const SERVICE_MS = 2.5;
const MIX: readonly (readonly [Worth, number])[] = [
  ['public', 0.65],
  ['own', 0.9],
  ['binding', 1],
];

/** One server that answers in turn, and people who come whether it does or not. */
function play(queueMsMax: number, phases: readonly Phase[]): Seen[] {
  let nowMs = 0;
  const random = chance(7);
  const load = new Load({ queueMsMax, nowMs: () => nowMs, random });
  const waiting: { place: Place; worth: Worth; cameMs: number }[] = [];
  let freeAtMs = 0;
  const seenIn: Seen[] = [];
  for (const { seconds, perSecond, pauseMs = 0 } of phases) {
    const seen: Seen = { answered: none(), refused: none(), tookMs: [] };
    seenIn.push(seen);
    const beganMs = nowMs;
    freeAtMs = Math.max(freeAtMs, beganMs + pauseMs);
    let nextMs = beganMs;
    while (nowMs < beganMs + seconds * 1000) {
      const [first] = waiting;
      const doneMs = first ? Math.max(freeAtMs, first.cameMs) + SERVICE_MS : Infinity;
      if (first && doneMs <= nextMs) {
        nowMs = freeAtMs = doneMs;
        waiting.shift();
        first.place.leave();
        seen.answered[first.worth] += 1;
        seen.tookMs.push(nowMs - first.cameMs);
        continue;
      }
      nowMs = nextMs;
      nextMs += (-Math.log(1 - random()) * 1000) / perSecond;
      const turn = random();
      const [worth] = MIX.find(([, share]) => turn < share)!;
      const place = load.place(worth, worth);
      if (place.enter()) seen.refused[worth] += 1;
      else waiting.push({ place, worth, cameMs: nowMs });
    }
  }
  return seenIn;
}
const none = (): Record<Worth, number> => ({ public: 0, own: 0, binding: 0 });
const sum = (counts: Record<Worth, number>): number => Object.values(counts).reduce((total, n) => total + n, 0);
const p99 = ({ tookMs }: Seen): number =>
  tookMs.toSorted((one, other) => one - other)[Math.floor(tookMs.length * 0.99)]!;

describe('the room for requests', () => {
  it('keeps who is admitted quick at twice what can be answered, and answers nearly as many', () => {
    const [, crowd, after] = play(100, [
      { seconds: 10, perSecond: 200 },
      { seconds: 30, perSecond: 800 },
      { seconds: 10, perSecond: 200 },
    ]);
    expect(p99(crowd!)).toBeLessThan(1000);
    expect(sum(crowd!.answered)).toBeGreaterThan(0.9 * 30 * (1000 / SERVICE_MS));
    expect(sum(after!.refused)).toBeLessThan(10);
    // Without a limit the same crowd waits for longer and longer.
    const [, unbounded] = play(0, [
      { seconds: 10, perSecond: 200 },
      { seconds: 30, perSecond: 800 },
    ]);
    expect(p99(unbounded!)).toBeGreaterThan(10_000);
  });
  it('refuses what everybody may see first, and hardly anything that binds', () => {
    const [, crowd] = play(100, [
      { seconds: 10, perSecond: 200 },
      { seconds: 30, perSecond: 800 },
    ]);
    expect(crowd!.refused.public).toBeGreaterThan(crowd!.answered.public);
    expect(crowd!.refused.own).toBeLessThan(0.02 * crowd!.answered.own);
    expect(crowd!.refused.binding).toBeLessThan(0.002 * crowd!.answered.binding);
  });
  it('refuses nobody below what can be answered, and one of a hundred for a pause of the process', () => {
    const [quiet, paused] = play(100, [
      { seconds: 20, perSecond: 280 },
      { seconds: 20, perSecond: 280, pauseMs: 450 },
    ]);
    expect(sum(quiet!.refused)).toBe(0);
    expect(sum(paused!.refused)).toBeLessThan(0.01 * sum(paused!.answered));
  });
  it('is whole again by itself after a disturbance just below what can be answered', () => {
    const [, , later] = play(100, [
      { seconds: 10, perSecond: 380, pauseMs: 2000 },
      { seconds: 5, perSecond: 380 },
      { seconds: 20, perSecond: 380 },
    ]);
    expect(p99(later!)).toBeLessThan(300);
    expect(sum(later!.refused)).toBeLessThan(0.05 * sum(later!.answered));
  });
  it('is not taken by one slow subgraph among others', () => {
    let nowMs = 0;
    const load = new Load({ queueMsMax: 100, nowMs: () => nowMs });
    for (let i = 0; i < 2000; i++) {
      const places = ['quick', 'quick', 'slow'].map((kind) => load.place(kind, 'public'));
      for (const place of places) expect(place.enter()).toBeNull();
      nowMs += 3;
      places[0]!.leave();
      places[1]!.leave();
      if (i > 100) nowMs += 300;
      places[2]!.leave();
    }
    expect(load.room).toBe(1000);
  });
  it('spreads when those who are refused come back, and gives a place back once', () => {
    const load = new Load({ queueMsMax: 100, nowMs: () => 0 });
    const places = Array.from({ length: 1000 * WORTHS.public }, () => load.place('page', 'public'));
    expect(places.filter((place) => place.enter())).toEqual([]);
    const refusals = Array.from({ length: 200 }, () => load.place('page', 'public').enter()!);
    expect(new Set(refusals.map(({ details }) => details[0]!.retryAfter))).toEqual(new Set([1, 2, 3, 4]));
    expect(load.place('order', 'binding').enter()).toBeNull();
    places[0]!.enter();
    places[0]!.leave();
    places[0]!.leave();
    const next = [load.place('page', 'public').enter(), load.place('page', 'public').enter()];
    expect(next.filter((refusal) => refusal === null)).toHaveLength(0);
  });
});
