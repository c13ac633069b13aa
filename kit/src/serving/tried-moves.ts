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
 * `rowOf`: a row in this state in which no guard stands in the way; null where what comes to it is deleted. `key`: its
 * key's column.
 */
export async function triedMoves(
  room: TestSubgraph,
  moves: TriedMoves,
  rowOf: (state: string) => object | null,
  key = 'id',
): Promise<Tried> {
  const { entity, lifecycle } = moves;
  const rows = Object.keys(lifecycle.states).flatMap((state) => {
    const row = rowOf(state);
    return row ? [{ state, row, where: { [key]: Reflect.get(row, key) } }] : [];
  });
  const people = new Set([...lifecycle.transitions.flatMap(({ by }) => by), STRANGER]);
  // What jobs do not do, does not compile for them.
  const isSystems = (action: string) =>
    lifecycle.transitions.some((one) => one.action === action && one.by.includes('system'));
  const callersOf = (action: string) => [...people].filter((who) => who !== 'system' || isSystems(action)).sort();
  const context = room.subgraph.contextFor({ kind: 'account', id: STRANGER, grants: [] }, 'test');

  /** From which states to which. */
  const tried = async (action: string, who: string): Promise<Way[]> => {
    const ways: Way[] = [];
    await context.transaction(async (tx) => {
      const move = (row: object) => moves.move(context, tx, action, row, refuse, { parts: [who] });
      // Who has no part in it is told so whatever the state is.
      const [first] = rows;
      if (who !== 'system' && first && (await move(first.row))?.code === 'NOT_FOUND') return refuse('UNDONE');
      for (const { state, row, where } of rows) {
        await tx.em.insertMany(entity, [row]);
        const isDone =
          who === 'system' ? (await moves.bySystem(context, tx, action, where)) > 0 : (await move(row)) === null;
        const [after = row] = await tx.em.find(entity, where, { disableIdentityMap: true });
        const to = lifecycle.stateOf(after);
        if (isDone) ways.push({ from: state, to });
        else if (to !== state) throw new Error(`${lifecycle.name}: ${action} was refused, and ${state} is ${to}`);
        await tx.em.nativeDelete(entity, where);
      }
      return refuse('UNDONE');
    });
    return ways;
  };
  const found: Tried = {};
  for (const action of new Set(lifecycle.transitions.map((one) => one.action)))
    for (const who of callersOf(action)) {
      const ways = await tried(action, who);
      if (ways.length > 0) (found[action] ??= {})[who] = waysText(ways);
    }
  return Object.fromEntries(Object.entries(found).map(([action, by]) => [action, alike(by)]));
}

interface Way {
  from: string;
  to: string;
}
/** `due sent → sent, failed → due` */
const waysText = (ways: readonly Way[]): string =>
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
