import { MANIFESTS } from '@heitu/gateway/standalone';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import type { AnyMoves } from '@heitu/kit/data/moves';
import { rowText, type SqlRow } from '../invariants/books.ts';
import type { Nature } from './chance.ts';
import { LastDay } from './last-day.ts';
import { MATTERS } from './matters.ts';
import type { Platform } from './platform.ts';
import { BEST_BEHAVIOUR } from './provider.types.ts';
import { checkAtRest, isAtRest } from './rest.invariants.ts';
import { STAYS } from './stays.ts';
import { World } from './world.ts';

/** What a year and a month of nobody doing anything leaves behind. */
export interface Silence {
  /** Rows that had not ended when the silence began, by lifecycle and state. */
  begun: Readonly<Record<string, number>>;
  /** What was done on the last day, and what came of it. */
  lastDay: readonly string[];
  /** Of the kinds of matter, those of which nothing stood so when it began. */
  missing: readonly string[];
  /** Rows of which something is still owed, and overdue: how many, on whose desk, and one of them. */
  left: readonly string[];
  /** Kinds of rows that stay on a desk by their nature. */
  stays: number;
  /** What of the money is not at rest. */
  open: readonly string[];
}

/** So many steps of a day, then longer ones, each with so many turns of everything. */
const FIRST_ROUNDS = 40;
const LATER_STEP_DAYS = 12;
const TURNS = 3;
const TURN_MS = 15 * MINUTE_MS;
const ROWS_SHOWN = 1;
/** Something is owed of the row, and its time is over, also that in which other desks have it. */
const isOverdue = (lifecycle: AnyMoves['lifecycle'], row: SqlRow, nowMs: number): boolean => {
  const dueAtMs = lifecycle.lastAtMs(row as never) ?? lifecycle.dueAtMs(row as never);
  return dueAtMs !== null && dueAtMs <= nowMs;
};

/** Rows that stand neither at an end nor at rest, by lifecycle and state. */
function* waiting(world: World, of: (lifecycle: AnyMoves['lifecycle'], row: SqlRow) => boolean) {
  for (const { name: subgraph, lifecycles = [] } of MANIFESTS)
    for (const { entity, lifecycle } of lifecycles) {
      const table = String((entity as { name: string }).name);
      const { column = 'state', once } = lifecycle;
      for (const [state, rule] of Object.entries(lifecycle.states)) {
        if ('end' in rule || 'rests' in rule) continue;
        const where = once
          ? `"${once}" is ${state === lifecycle.initial ? '' : 'not '}null`
          : `"${column}" = '${state}'`;
        const rows = world.county
          .rows(subgraph, `select * from "${table}" where ${where}`)
          .filter((row) => of(lifecycle, row));
        if (rows.length > 0) yield { subgraph, lifecycle, state, rule, rows };
      }
    }
}

/** How many rows stand neither at an end nor at rest, by lifecycle and state. */
const waitingByState = (world: World): Record<string, number> =>
  Object.fromEntries(
    [...waiting(world, () => true)].map(({ subgraph, lifecycle, state, rows }) => [
      `${subgraph} ${lifecycle.name} ${state}`,
      rows.length,
    ]),
  );

/** Short steps at first, when most falls due; each brings what follows from it, and what follows from that. */
async function passDays(world: World, days: number): Promise<void> {
  const untilMs = world.nowMs() + days * DAY_MS;
  for (let round = 0; world.nowMs() < untilMs; round++) {
    await world.pass(round < FIRST_ROUNDS ? DAY_MS : LATER_STEP_DAYS * DAY_MS);
    for (let turn = 1; turn < TURNS; turn++) await world.pass(TURN_MS);
  }
}

/** A county's days with every kind of matter, then nobody for so many days. */
export async function keepSilent(
  platform: Platform,
  nature: Nature,
  { seed, steps, days }: { seed: number; steps: number; days: number },
): Promise<Silence> {
  const world = new World(platform, nature, seed);
  while (world.steps < steps) await world.step();
  world.provider.faults = BEST_BEHAVIOUR;
  const lastDay = new LastDay(world);
  await lastDay.open();
  const begun = waitingByState(world);
  const missing = Object.entries(MATTERS).flatMap(([matter, states]) =>
    states.filter((state) => !(state in begun)).map((state) => `${matter}: ${state}`),
  );
  await passDays(world, days);
  // What fell due within the last turn has not had its own.
  const overdue = [...waiting(world, (lifecycle, row) => isOverdue(lifecycle, row, world.nowMs() - TURN_MS))];
  const stays = ({ subgraph, lifecycle, state }: (typeof overdue)[number]) =>
    `${subgraph} ${lifecycle.name} ${state}` in STAYS;
  const left = overdue
    .filter((one) => !stays(one))
    .map(
      ({ subgraph, lifecycle, state, rule, rows }) =>
        `${subgraph} ${lifecycle.name} ${state}: ${rows.length}, on the desk of ${'desk' in rule ? rule.desk : '?'}; ${rows.slice(0, ROWS_SHOWN).map(rowText).join(' ').slice(0, 700)}`,
    );
  const open = await isAtRest(world.county);
  if (missing.length + left.length + open.length === 0) await checkAtRest(world);
  return { lastDay: lastDay.done, begun, missing, left, stays: overdue.filter(stays).length, open };
}
