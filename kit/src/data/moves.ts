import type { EntityData, EntityName, FilterQuery } from '@mikro-orm/core';
import { sql, type UpdateQueryBuilder } from 'kysely';
import { rolesOf } from '../rules/actor.ts';
import {
  asItStands,
  type ActionOf,
  type AnyLifecycle,
  type GuardCode,
  type Lifecycle,
  type StateRule,
  type SystemAction,
  type Transition,
} from '../rules/lifecycle.ts';
import type { RefusalDetail, Refused } from '../rules/outcome.ts';
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
  /** Why, as the caller said: it goes with the row on the audit trail. */
  reason?: string | null;
  /** The clause of this one, where it is not the table's. */
  clause?: string;
}

/** What all moves are alike in. */
export interface AnyMoves {
  entity: EntityName;
  lifecycle: AnyLifecycle & {
    diagram(): string;
    dueAtMs(row: never): number | null;
    lastAtMs(row: never): number | null;
  };
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
    refuse: (code: 'NOT_FOUND' | 'WRONG_STATE' | GuardCode<T, A>, details?: RefusalDetail[]) => R,
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
  along(
    action: SystemAction<T>,
  ): <DB, To extends keyof DB, From extends keyof DB, O>(
    query: UpdateQueryBuilder<DB, To, From, O>,
  ) => UpdateQueryBuilder<DB, To, From, O>;
}

/** To which state, from which ones, and what else the row must be. */
type Step = readonly [string, readonly string[], object?];
type Way = Pick<AnyLifecycle, 'initial' | 'once' | 'column'> & {
  rowsOf(action: string): readonly { from: readonly string[]; to: string; when?: { where?(nowMs: number): object } }[];
};

/**
 * Actions that lead to several states, or ask for something else, by where they come from are several updates; each row
 * is met by one at most. A row without a state column is met by each of its two states.
 */
function stepsOf(lifecycle: Way, action: string, nowMs: number, to?: string): Step[] {
  const rows = lifecycle.rowsOf(action).filter((row) => to === undefined || row.to === to);
  if (lifecycle.once !== undefined)
    return rows.flatMap(({ to, from, when }) => from.map((one): Step => [to, [one], when?.where?.(nowMs)]));
  return [...Map.groupBy(rows, (row) => row.to)].flatMap(([target, of]) =>
    [...Map.groupBy(of, ({ when }) => when?.where)].map(([asked, alike]): Step => [
      target,
      alike.flatMap(({ from }) => from),
      asked?.(nowMs),
    ]),
  );
}

/**
 * What an update asks of the row, and writes: a moment is set once, emptied where that is undone, left where the row
 * stays as it is.
 */
function writeOf({ initial, once, column = 'state' }: Way, [to, from]: Step, nowMs: number) {
  if (once === undefined) return { still: { [column]: { $in: from } }, written: { [column]: to } };
  const still = { [once]: from.includes(initial) ? null : { $ne: null } };
  if (from.includes(to)) return { still, written: {} };
  return { still, written: { [once]: to === initial ? null : nowMs } };
}

/** `export const orders = movesOf(Order, orderLifecycle)`. */
export function movesOf<Entity extends object, Row extends object, const S extends Rules, const T extends Table>(
  entity: EntityName<Entity>,
  lifecycle: Lifecycle<Row, S, T>,
): Moves<Entity, Row, S, T> {
  const { name, once, column = 'state' } = lifecycle;
  const update = (tx: Pick<Transaction, 'em'>, step: Step, nowMs: number, more: More<Entity>, id?: { id: string }) => {
    const { still, written } = writeOf(lifecycle, step, nowMs);
    const [, , guard = {}] = step;
    // The column of the state is the entity's, by `lifecycleFaults`.
    const where = { $and: [{ ...more.where, ...id }, still, guard] } as FilterQuery<NoInfer<Entity>>;
    const values: EntityData<Entity> = Object.assign({}, written, more.set);
    // The moment stays as it is, and nothing goes with it.
    if (Object.keys(values).length === 0) return tx.em.count(entity, where);
    return tx.em.nativeUpdate(entity, where, values);
  };
  return {
    entity,
    lifecycle,
    async move(context, tx, action, row, refuse, more = {}) {
      const parts = more.parts ?? rolesOf(context.actor);
      const nowMs = context.clock.now();
      const mine = lifecycle.rowsOf(action).filter(({ by }) => by.some((part) => parts.includes(part)));
      if (mine.length === 0) return refuse('NOT_FOUND');
      const key = once ?? column;
      if (Reflect.get(row, key) === undefined) throw new Error(`${name}: the row was read without ${key}`);
      const state = lifecycle.stateOf(row);
      const way = mine.find(({ from }) => from.includes(state));
      // Whoever was away meanwhile reads what has become of it.
      if (!way) return refuse('WRONG_STATE', [asItStands(lifecycle, { id: row.id, state })]);
      // A code of the table's row for this action.
      if (way.when && !way.when.holds(row, nowMs)) return refuse(way.when.else as GuardCode<T, typeof action>);
      const from = once === undefined ? mine.filter(({ to }) => to === way.to).flatMap((one) => one.from) : [state];
      if ((await update(tx, [way.to, from, way.when?.where?.(nowMs)], nowMs, more, { id: row.id })) === 0)
        return refuse('WRONG_STATE');
      const { reason, clause = way.clause } = more;
      tx.audit({ type: name, id: row.id, ...(clause && { clause }), ...(reason && { reason }) });
      return null;
    },
    async bySystem(context, tx, action, where, set, to) {
      let moved = 0;
      const nowMs = context.clock.now();
      for (const step of stepsOf(lifecycle, action, nowMs, to)) moved += await update(tx, step, nowMs, { where, set });
      return moved;
    },
    along(action) {
      const ways = stepsOf(lifecycle, action, 0);
      const [way] = ways;
      if (!way || ways.length > 1 || once !== undefined || column !== 'state' || way[2] !== undefined)
        throw new Error(`${name}: ${action} is not one update`);
      const [to, from] = way;
      return (query) => query.set(sql.ref<string>('state'), to).where(sql.ref<string>('state'), 'in', from);
    },
  };
}
