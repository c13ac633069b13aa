import { describe, expect, it } from '@jest/globals';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { kept, simulated } from './simulated.fixture.ts';

const MINUTES = 60_000;
/** About a quarter of a minute of CPU each: some hundreds of crashes. Longer ones are played by command. */
const STEPS = 1000;
/** One seed that is always tried, in which all of MUST_HAPPEN does, and one that is new each day. */
const SEEDS = [6, Number(chinaDate(Date.now()).replaceAll('-', '')) + 1];

const MUST_HAPPEN = [
  'place',
  'start-payment',
  'pay',
  'pick-order',
  'sign-delivery',
  'relay payments',
  'notice payment',
];

describe('simulation', () => {
  const moved = new Map<string, number>();

  it(
    'plays the same history from the same seed, another from another',
    async () => {
      const [once, again, other] = await Promise.all([
        simulated({ seed: 7, steps: 250 }),
        simulated({ seed: 7, steps: 250 }),
        simulated({ seed: 8, steps: 250 }),
      ]);
      expect(once.failure).toBeNull();
      expect(again).toMatchObject({ digest: once.digest, moves: once.moves, crashes: once.crashes });
      expect(other.digest).not.toBe(once.digest);
    },
    5 * MINUTES,
  );

  it(
    'ends every matter by itself where nobody does anything for 400 days, each fen where the rules say [6.6.d]',
    async () => {
      const { missing, left, open } = await kept({ seed: 2, steps: 700 });
      // Something of each kind was there to end.
      expect({ missing, left, open }).toEqual({ missing: [], left: [], open: [] });
    },
    10 * MINUTES,
  );

  it.each(SEEDS)(
    'keeps every invariant under seed %i, whoever dies and whatever is lost',
    async (seed) => {
      process.stderr.write(`simulation: seed ${seed} (again: ./run simulate --seed ${seed} --steps ${STEPS})\n`);
      const run = await simulated({ seed, steps: STEPS });
      expect(run.failure).toBeNull();
      expect(run.steps).toBe(STEPS);
      expect(run.crashes).toBeGreaterThan(STEPS / 4);
      for (const [move, times] of Object.entries(run.moves)) moved.set(move, (moved.get(move) ?? 0) + times);
    },
    10 * MINUTES,
  );

  it('had something to check: over these seeds trade really went on, and money really moved', () => {
    const missing = MUST_HAPPEN.filter((move) => !moved.get(move));
    expect(missing).toEqual([]);
  });
});
