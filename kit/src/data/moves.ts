import type { EntityData, EntityName, FilterQuery } from '@mikro-orm/core';
import { rolesOf } from '../rules/actor.ts';
import type {
  ActionOf,
  AnyLifecycle,
  GuardCode,
  Lifecycle,
  StateRule,
  SystemAction,
  Transition,
} from '../rules/lifecycle.ts';
import type { Refused } from '../rules/outcome.ts';
import type { Context, Transaction } from './context.ts';

type Rules = Readonly<Record<string, StateRule<string, never>>>;
type Table = readonly Transition<string, string, string, never>[];
type Mover = Pick<Context, 'actor' | 'clock'>;

interface More<Entity> {
  /** What the caller is in this row, where roles do not say it. */
  parts?: readonly string[];
  /** What the update asks again, beside the state. */
  where?: FilterQuery<Entity> & object;
  /** What is written with the new state. */
  set?: EntityData<Entity>;
}

/** What all moves are alike in. */
export interface AnyMoves {
  entity: EntityName;
  lifecycle: AnyLifecycle & { diagram(): string };
}

/** How the rows of one entity go through their lifecycle: nothing else writes their state. */
export interface Moves<Entity extends object, Row, S extends Rules, T extends Table> {
  entity: EntityName<Entity>;
  lifecycle: Lifecycle<Row, S, T>;
  /**
   * A person does `action` with a row as it was read. Asks for a part, the state and the guard, updates the row where
   * that is still so, and names it and the clause to the audit trail. Answers null where it was done.
   */
  move<A extends ActionOf<Lifecycle<Row, S, T>>, R extends Refused>(
    context: Mover,
    tx: Pick<Transaction, 'em' | 'audit'>,
    action: A,
    row: NoInfer<Row> & { id: string },
    refuse: (code: 'NOT_FOUND' | 'WRONG_STATE' | GuardCode<T, A>) => R,
    more?: More<Entity>,
  ): Promise<R | null>;
  /**
   * A job, a reaction or an edge moves all rows of `where` from which `action` leads on: answers how many. `to`: only
   * where it leads there.
   */
  bySystem<A extends SystemAction<T>>(
    context: Pick<Mover, 'clock'>,
    tx: Pick<Transaction, 'em'>,
    action: A,
    where: FilterQuery<Entity> & object,
    set?: EntityData<Entity>,
    to?: keyof S & string,
  ): Promise<number>;
  /**
   * For statements that are built once: `rows.updateTable('Order').$call(orders.along('pay')).set(…).where('id', …)`
   * writes the state that `action` leads to, where the row is in one that it leads from.
   */
  along(action: SystemAction<T>): <Q extends object>(query: Q) => Q;
}

interface StateUpdate {
  set(values: { state: string }): StateUpdate;
  where(column: 'state', operator: 'in', states: readonly string[]): StateUpdate;
}

/** `export const orders = movesOf(Order, orderLifecycle)`. */
export function movesOf<Entity extends object, Row extends object, const S extends Rules, const T extends Table>(
  entity: EntityName<Entity>,
  lifecycle: Lifecycle<Row, S, T>,
): Moves<Entity, Row, S, T> {
  const { name, once, column = 'state' } = lifecycle;
  // Actions that lead to several states by where they come from are several updates; each row is met by one at most.
  const steps = (action: string, to?: string) => {
    const byTarget = new Map<string, string[]>();
    for (const row of lifecycle.rowsOf(action))
      if (to === undefined || row.to === to) byTarget.set(row.to, [...(byTarget.get(row.to) ?? []), ...row.from]);
    return [...byTarget];
  };
  const update = (tx: Pick<Transaction, 'em'>, step: [string, string[]], nowMs: number, more: More<Entity>) => {
    const [to, from] = step;
    const isUndone = from.includes(lifecycle.initial);
    const open = once === undefined ? { [column]: { $in: from } } : { [once]: isUndone ? null : { $ne: null } };
    const done = once === undefined ? { [column]: to } : { [once]: to === lifecycle.initial ? null : nowMs };
    return tx.em.nativeUpdate(
      entity,
      (more.where ? { $and: [more.where, open] } : open) as never,
      { ...done, ...more.set } as never,
    );
  };
  return {
    entity,
    lifecycle,
    async move(context, tx, action, row, refuse, more = {}) {
      const parts = more.parts ?? rolesOf(context.actor);
      const nowMs = context.clock.now();
      const mine = lifecycle.rowsOf(action).filter(({ by }) => by.some((part) => parts.includes(part)));
      if (mine.length === 0) return refuse('NOT_FOUND');
      const way = mine.find(({ from }) => from.includes(lifecycle.stateOf(row)));
      if (!way) return refuse('WRONG_STATE');
      if (way.when && !way.when.holds(row as never, nowMs)) return refuse(way.when.else as GuardCode<T, typeof action>);
      const from = mine.filter(({ to }) => to === way.to).flatMap((one) => one.from);
      const where = { ...more.where, id: row.id } as More<Entity>['where'];
      if ((await update(tx, [way.to, from], nowMs, { ...more, where })) === 0) return refuse('WRONG_STATE');
      tx.audit({ type: name, id: row.id, ...(way.clause && { clause: way.clause }) });
      return null;
    },
    async bySystem(context, tx, action, where, set, to) {
      let moved = 0;
      for (const step of steps(action, to)) moved += await update(tx, step, context.clock.now(), { where, set });
      return moved;
    },
    along(action) {
      const ways = steps(action);
      const [way] = ways;
      if (!way || ways.length > 1 || once !== undefined || column !== 'state')
        throw new Error(`${name}: ${action} is not one update`);
      const [to, from] = way;
      return (query) => (query as unknown as StateUpdate).set({ state: to }).where('state', 'in', from) as never;
    },
  };
}
