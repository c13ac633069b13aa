/**
 * Lifecycles as tables: pure, checked when defined, drawn from the same data. A row of the table says who does what
 * from where, and under which clause; a state says that nothing is owed any more, or who has it until when and what
 * happens then.
 */
import { addWorkingDays, startOfChinaDate } from './calendar.ts';
import { keysOf, tableOf } from './checked.ts';
import { DAY_MS } from './clock.ts';
import { aboutThing, type RefusalDetail } from './outcome.ts';

/** What else must be so of the row, and the code of the refusal where it is not. */
export interface Guard<Row, Code extends string = string> {
  holds(row: Row, nowMs: number): boolean;
  else: Code;
  /** The same in columns, for the update: jobs move rows that they have not read. */
  where?(nowMs: number): object;
}
/** A guard that asks for values of columns: `isNow({ source: 'deposit' }, 'WRONG_STATE')`. */
export const isNow = <const W extends Readonly<Record<string, string | number | null>>, const Code extends string>(
  values: W,
  code: Code,
) => ({
  where: (): W => values,
  holds: (row: Readonly<Partial<Record<keyof W & string, unknown>>>): boolean =>
    keysOf(values).every((column) => (row[column] ?? null) === values[column]),
  else: code,
});

export interface Transition<State extends string, Part extends string, Clause extends string, Row> {
  action: string;
  from: readonly State[];
  to: State;
  /** The roles, or the parts in this row, that may do it; 'system' for jobs, reactions and edges. */
  by: readonly (Part | 'system')[];
  when?: Guard<Row>;
  /** Chinese, as on the button. */
  label: string;
  clause?: Clause;
}
type AnyTransition = Transition<string, string, string, never>;

/** A moment of the row: a column that holds it, or so long after one that does. A column of a date holds its start. */
export type Until<Row> =
  | (keyof Row & string)
  | { since: keyof Row & string; ms: number }
  | { since: keyof Row & string; workingDays: number };

/** Nothing is owed to anybody: the row may stay here for ever. */
interface Ends {
  text: string;
  end: true;
}
/** Open for as long as its owner likes; `rests` says why nobody waits for it. */
interface Rests {
  text: string;
  rests: string;
}
/** Somebody waits for it. */
interface Waits<Desk extends string, Row> {
  text: string;
  /** On whose desk it lies. */
  desk: Desk;
  /** What it is called to whoever sits there: what they have to do. */
  own?: string;
  until: Until<Row>;
  /** What happens then: this job of the room does an action of the system, or it lies on another desk as well. */
  then: { action: string; job: string } | { desk: Desk };
  /** Where those desks stay silent, too: by then this job of the room does an action of the system. */
  atLast?: { until: Until<Row>; action: string; job: string };
}
export type StateRule<Desk extends string, Row> = Ends | Rests | Waits<Desk, Row>;
type StateRules<Desk extends string, Row> = Readonly<Record<string, StateRule<Desk, Row>>>;

type RowsOf<T extends readonly AnyTransition[], A extends string> = Extract<T[number], { action: A }>;
/** The codes of the guards of an action. */
export type GuardCode<T extends readonly AnyTransition[], A extends string> =
  RowsOf<T, A> extends infer R ? (R extends { when: { else: infer Code extends string } } ? Code : never) : never;
/** A guard that only a row that was read can be asked for. */
type Unasked<R> = R extends { when: infer G } ? (G extends { where: unknown } ? false : true) : false;
/** The actions that the system does with rows that nobody has read: what guards them goes into the update. */
export type SystemAction<T extends readonly AnyTransition[]> = T[number] extends infer R
  ? R extends { action: infer A extends string; by: readonly (infer By)[] }
    ? 'system' extends By
      ? Unasked<R> extends true
        ? never
        : A
      : never
    : never
  : never;

export interface LifecycleTable<S, T> {
  /** The thing in one word, as on the audit trail. */
  name: string;
  initial: keyof S & string;
  states: S;
  transitions: T;
  /** Where no column holds a state: the moment that is empty until the one thing that can be done is done. */
  once?: string;
  /** The column that holds the state, where it is not called so. */
  column?: string;
}
export interface Lifecycle<
  Row,
  S extends StateRules<string, never>,
  T extends readonly AnyTransition[],
> extends LifecycleTable<S, T> {
  /** The words of the states. */
  texts: Readonly<Record<keyof S & string, string>>;
  stateOf(row: object): keyof S & string;
  /** The word of the row's state, as those at these desks read it. */
  textFor(row: object, desks: readonly string[]): string;
  /** By when something is owed of the row; null where nothing is. */
  dueAtMs(row: Row): number | null;
  /** By when it ends by itself although everybody is silent; null where the table says no such moment. */
  lastAtMs(row: Row): number | null;
  /** Whether everybody was silent until that moment: a job ends it. */
  hasLapsed(row: Row, nowMs: number): boolean;
  /** On whose desks it lies: none where nothing is owed, a second one where it is overdue and somebody else looks then. */
  desks(row: Row, nowMs: number): string[];
  /** What can be done by those who play `parts` in this row, in the table's order: buttons render from it. */
  available(row: Row, parts: readonly string[], nowMs: number): T[number]['action'][];
  /** The words of the actions. */
  labels: Readonly<Record<T[number]['action'], string>>;
  /** The table's rows of an action: several where it leads to several states. */
  rowsOf(action: string): readonly (T[number] & { when?: Guard<Row> })[];
  /** The states from which `action` is possible. */
  from(action: T[number]['action']): readonly (keyof S & string)[];
  /** The states in which it is over. */
  ends: readonly (keyof S & string)[];
  /** A Mermaid state diagram. */
  diagram(): string;
}
/** What all lifecycles are alike in. */
export interface AnyLifecycle {
  name: string;
  initial: string;
  states: StateRules<string, never>;
  transitions: readonly AnyTransition[];
  once?: string;
  column?: string;
}
export type StateOf<L> = L extends { states: infer S } ? keyof S & string : never;
export type ActionOf<L> = L extends { transitions: readonly { action: infer A extends string }[] } ? A : never;

/**
 * `lifecycleOf<Role, Desk, ClauseRef, { confirmDueAtMs: number }>()({ … })`: the roles or parts that may do something,
 * the desks, the clauses, and the columns that deadlines and guards look at. Throws where a state is not reached, or
 * neither ends, nor rests, nor says until when and what then.
 */
export const lifecycleOf =
  <Part extends string, Desk extends string, Clause extends string, Row extends object = object>() =>
  <const S extends StateRules<Desk, Row>, const T extends readonly Transition<keyof S & string, Part, Clause, Row>[]>(
    table: LifecycleTable<S, T>,
  ): Lifecycle<Row, S, T> => {
    const { states, transitions, once, column = 'state' } = table;
    type State = keyof S & string;
    checkLifecycle(table);
    const stateOf = (row: object): State => {
      const [open, done] = Object.keys(states);
      const kept: unknown = Reflect.get(row, once ?? column);
      // Nothing but `movesOf` writes the column, by this table.
      return (once === undefined ? kept : (kept ?? null) === null ? open : done) as State;
    };
    const rule = (row: Row): StateRule<Desk, Row> | undefined => states[stateOf(row)];
    const dueAtMs = (row: Row): number | null => {
      const waits = rule(row);
      if (!waits || !('until' in waits)) return null;
      return momentAfter(waits.until, row[columnOf(waits.until)]);
    };
    const lastAtMs = (row: Row): number | null => {
      const waits = rule(row);
      if (!waits || !('until' in waits) || !waits.atLast) return null;
      return momentAfter(waits.atLast.until, row[columnOf(waits.atLast.until)]);
    };
    const rowsOf = (action: string): T[number][] => transitions.filter((one) => one.action === action);
    const texts = tableOf(states, ({ text }) => text);
    const labels: Record<string, string> = {};
    for (const { action, label } of transitions) labels[action] ??= label;
    return {
      ...table,
      texts,
      stateOf,
      textFor(row, desks) {
        const state = stateOf(row);
        const waits: StateRule<Desk, Row> | undefined = states[state];
        return (waits && 'desk' in waits && desks.includes(waits.desk) && waits.own) || texts[state];
      },
      dueAtMs,
      lastAtMs,
      hasLapsed: (row, nowMs) => (lastAtMs(row) ?? Infinity) <= nowMs,
      desks(row, nowMs) {
        const waits = rule(row);
        if (!waits || !('until' in waits)) return [];
        const isOverdue = (dueAtMs(row) ?? Infinity) < nowMs;
        return isOverdue && 'desk' in waits.then ? [waits.desk, waits.then.desk] : [waits.desk];
      },
      available: (row, parts, nowMs) => [
        ...new Set(
          transitions
            .filter((one) => one.from.includes(stateOf(row)) && one.by.some((part) => parts.includes(part)))
            .filter(({ when }) => !when || when.holds(row, nowMs))
            .map((one) => one.action),
        ),
      ],
      labels: labels as Record<T[number]['action'], string>,
      rowsOf,
      from: (action) => rowsOf(action).flatMap((one): readonly State[] => one.from),
      ends: keysOf(states).filter((state) => 'end' in (states[state] ?? {})),
      diagram: () => drawLifecycle(table),
    };
  };

/** The column that a deadline looks at. */
export const columnOf = <Row>(until: Until<Row>): keyof Row & string =>
  typeof until === 'string' ? until : until.since;

/** The moment that a deadline is, by what its column holds. */
export function momentAfter<Row>(until: Until<Row>, kept: unknown): number | null {
  const atMs = typeof kept === 'string' ? startOfChinaDate(kept) : typeof kept === 'number' ? kept : null;
  if (typeof until === 'string' || atMs === null) return atMs;
  return 'ms' in until ? atMs + until.ms : addWorkingDays(atMs, until.workingDays);
}

/** So long a deadline is at least after what its column holds: a working day lasts as long as any, or longer. */
export function leastMs<Row>(until: Until<Row>): number {
  if (typeof until === 'string') return 0;
  return 'ms' in until ? until.ms : until.workingDays * DAY_MS;
}

function checkLifecycle({ name, initial, states, transitions }: AnyLifecycle): void {
  const wrong = (what: string) => new Error(`lifecycle ${name}: ${what}`);
  const reached = new Set<string>([initial]);
  for (const from of reached) for (const one of transitions) if (one.from.includes(from)) reached.add(one.to);
  for (const [state, rule] of Object.entries(states)) {
    if (!reached.has(state)) throw wrong(`nothing leads to ${state}`);
    if ('end' in rule || 'rests' in rule) continue;
    if (!('until' in rule)) throw wrong(`${state} neither ends nor says until when, what then and on whose desk`);
    for (const ending of [rule.then, rule.atLast ?? rule.then]) {
      if ('desk' in ending) continue;
      const row = transitions.find((one) => one.action === ending.action && one.from.includes(state));
      if (!row?.by.includes('system')) throw wrong(`in ${state} the system cannot ${ending.action}`);
    }
  }
}

function drawLifecycle({ initial, states, transitions }: AnyLifecycle): string {
  const named = (state: string) => state.replaceAll('-', '_');
  return [
    'stateDiagram-v2',
    ...Object.entries(states).map(([state, { text }]) => `  ${named(state)}: ${text}`),
    `  [*] --> ${named(initial)}`,
    ...transitions.flatMap((one) => one.from.map((from) => `  ${named(from)} --> ${named(one.to)}: ${one.label}`)),
    ...Object.entries(states).flatMap(([state, rule]) => ('end' in rule ? [`  ${named(state)} --> [*]`] : [])),
  ].join('\n');
}

/** What has become of a row that is in no state for what is asked: whoever was away meanwhile reads it. */
export const asItStands = (
  { texts }: { texts: Readonly<Record<string, string>> },
  { id, state }: { id: string; state: string },
): RefusalDetail => aboutThing(id, `现在是：${texts[state] ?? state}`);
