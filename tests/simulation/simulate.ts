import { rowText } from '../invariants/books.ts';
import { localInvariants } from '../invariants/local.invariants.ts';
import { lifecycleWatch } from './lifecycle.invariants.ts';
import { worldSeed, type Nature } from './chance.ts';
import type { StatementPlant } from './machine.ts';
import { Platform } from './platform.ts';
import { checkAtRest, isAtRest } from './rest.invariants.ts';
import { Violation } from './violation.ts';
import { World } from './world.ts';

/**
 * One world lasts so many steps; the next begins with fresh databases, so that a long run stays as quick as a short
 * one.
 */
export const WORLD_STEPS = 1500;
/**
 * Every so many steps everything is let come to rest, and the subgraphs are compared with each other and with the
 * provider.
 */
export const REST_EVERY_STEPS = 250;
const ROWS_SHOWN_MAX = 5;
const LAST_STEPS_SHOWN = 25;

export interface Failure {
  seed: number;
  step: number;
  invariant: string;
  details: readonly string[];
  last: readonly string[];
}
export interface RunResult {
  steps: number;
  crashes: number;
  worlds: number;
  rests: number;
  /** How often each kind of move was made. */
  moves: Readonly<Record<string, number>>;
  /** Of everything that happened, in order: the same seed and steps give the same. */
  digest: string;
  failure: Failure | null;
}

/** Every local rule of the subgraphs in which something ran. */
function checkLocally(world: World, watch: ReturnType<typeof lifecycleWatch>): void {
  const { machine, county } = world;
  for (const { subgraph, invariant, sql } of localInvariants) {
    if (!machine.touched.has(subgraph)) continue;
    const broken = county.rows(subgraph, sql);
    if (broken.length > 0)
      throw new Violation(`${subgraph}: ${invariant}`, broken.slice(0, ROWS_SHOWN_MAX).map(rowText));
  }
  watch(machine.touched);
  machine.touched.clear();
}

/** Runs `steps` steps from `seed` on; a world that breaks a rule ends the run. */
export async function simulate(
  platform: Platform,
  nature: Nature,
  options: { seed: number; steps: number; plant?: () => StatementPlant; onWorld?: (world: World) => void },
): Promise<RunResult> {
  const moves: Record<string, number> = {};
  const result = { steps: 0, crashes: 0, worlds: 0, rests: 0, moves, digest: '', failure: null as Failure | null };
  const digests: string[] = [];
  while (result.steps < options.steps && !result.failure) {
    const seed = worldSeed(options.seed, result.worlds);
    const world = new World(platform, nature, seed);
    if (options.plant) world.machine.plant = options.plant();
    const watch = lifecycleWatch(world.county);
    const steps = Math.min(WORLD_STEPS, options.steps - result.steps);
    try {
      while (world.steps < steps) {
        await world.step();
        checkLocally(world, watch);
        if (world.steps % REST_EVERY_STEPS !== 0 && world.steps !== steps) continue;
        await world.settle(() => isAtRest(world.county));
        checkLocally(world, watch);
        await checkAtRest(world);
        result.rests += 1;
      }
    } catch (error) {
      const { invariant, details } =
        error instanceof Violation
          ? error
          : {
              invariant: `${(error as Error).name}: ${(error as Error).message}`,
              details: [String((error as Error).stack)],
            };
      result.failure = { seed, step: world.steps, invariant, details, last: world.trace.slice(-LAST_STEPS_SHOWN) };
    }
    options.onWorld?.(world);
    result.steps += world.steps;
    result.crashes += world.machine.crashes;
    result.worlds += 1;
    for (const [label, count] of world.counts) moves[label] = (moves[label] ?? 0) + count;
    digests.push(world.digest());
  }
  result.digest = digests.join('-');
  return result;
}
