import type { EntityName } from '@mikro-orm/core';
import type { Context, Transaction } from '../data/context.ts';
import { refuseAs, type Refused } from '../rules/outcome.ts';
import type { TestSubgraph } from './testing.ts';

/** What `movesOf` makes, for whoever tries all of its acts alike. */
interface TriedMoves {
  entity: EntityName;
  lifecycle: {
    name: string;
    states: object;
    transitions: readonly { action: string; by: readonly string[] }[];
    stateOf(row: object): string;
  };
  move(
    context: Pick<Context, 'actor' | 'clock'>,
    tx: Pick<Transaction, 'em' | 'audit'>,
    action: string,
    row: object,
    refuse: (code: string) => Refused,
    more: { parts: string[] },
  ): Promise<Refused | null>;
  bySystem(
    context: Pick<Context, 'clock'>,
    tx: Pick<Transaction, 'em'>,
    action: string,
    where: object,
  ): Promise<number>;
}

/** `{ retry: { finance: 'failed → due' } }`: who, from which states, to which one. */
export type Tried = Record<string, Record<string, string>>;
const STRANGER = 'stranger';
const refuse = (code: string): Refused => refuseAs(code, { message: code });

/**
 * What each act does with a row in each state, by trying: those who are named anywhere in the table, the system, and a
 * stranger. For a room's spec, which holds it against a table written by hand. Throws where a refusal changes a row.
 * `rowOf`: a row in this state in which no guard stands in the way.
 */
export async function triedMoves(
  room: TestSubgraph,
  moves: TriedMoves,
  rowOf: (state: string) => { id: string },
): Promise<Tried> {
  const { entity, lifecycle } = moves;
  const rows = Object.keys(lifecycle.states).map((state) => ({ state, row: rowOf(state) }));
  const people = new Set([...lifecycle.transitions.flatMap(({ by }) => by), STRANGER]);
  // What jobs do not do, does not compile for them.
  const isSystems = (action: string) =>
    lifecycle.transitions.some((one) => one.action === action && one.by.includes('system'));
  const callersOf = (action: string) => [...people].filter((who) => who !== 'system' || isSystems(action)).sort();
  const context = room.subgraph.contextFor({ kind: 'account', id: STRANGER, grants: [] }, 'test');
  /** In which state the row is after the act; null where it was refused. */
  const tried = async (action: string, who: string, { state, row }: (typeof rows)[number]): Promise<string | null> => {
    let reached: string | null = null;
    await context.transaction(async (tx) => {
      await tx.em.insertMany(entity, [row]);
      const isDone =
        who === 'system'
          ? (await moves.bySystem(context, tx, action, { id: row.id })) > 0
          : (await moves.move(context, tx, action, row, refuse, { parts: [who] })) === null;
      const [after = row] = await tx.em.find(entity, { id: row.id }, { disableIdentityMap: true });
      const now = lifecycle.stateOf(after);
      if (!isDone && now !== state) throw new Error(`${lifecycle.name}: ${action} was refused, and ${state} is ${now}`);
      reached = isDone ? now : null;
      return refuse('UNDONE');
    });
    return reached;
  };
  const found: Tried = {};
  for (const action of new Set(lifecycle.transitions.map((one) => one.action)))
    for (const who of callersOf(action)) {
      const ways: { from: string; to: string }[] = [];
      for (const one of rows) {
        const to = await tried(action, who, one);
        if (to !== null) ways.push({ from: one.state, to });
      }
      if (ways.length > 0) (found[action] ??= {})[who] = waysText(ways);
    }
  return Object.fromEntries(Object.entries(found).map(([action, by]) => [action, alike(by)]));
}

/** `due sent → sent, failed → due` */
const waysText = (ways: readonly { from: string; to: string }[]): string =>
  [...Map.groupBy(ways, ({ to }) => to)]
    .map(([to, of]) => `${of.map(({ from }) => from).join(' ')} → ${to}`)
    .join(', ');

/** Those who can do the same are named together. */
const alike = (by: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    [...Map.groupBy(Object.entries(by), ([, ways]) => ways)].map(([ways, of]) => [
      of.map(([who]) => who).join(' '),
      ways,
    ]),
  );
