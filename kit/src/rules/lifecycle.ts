/** Lifecycles as tables: pure, checked for reachability when defined, drawn from the same data. */
export interface Transition<State extends string, Action extends string, Role extends string, Clause extends string> {
  action: Action;
  from: readonly State[];
  to: State;
  /** Who may do it: role names, or 'system' for jobs, reactions and edges. */
  by: readonly (Role | 'system')[];
  /** Chinese, as on the button. */
  label: string;
  clause?: Clause;
}

export interface Lifecycle<State extends string, Action extends string> {
  name: string;
  initial: State;
  states: Readonly<Record<State, string>>;
  transitions: readonly Transition<State, Action, string, string>[];
  /** The state that `action` leads to from `state`, or null where the table has no such row. */
  next(state: State, action: Action): State | null;
  /** The states from which `action` is possible: for a conditional update's `where`. */
  from(action: Action): readonly State[];
  to(action: Action): State;
  /** What these roles can do from here, in the table's order: buttons render from it. */
  actionsFor(state: State, roles: readonly string[]): Action[];
  label(action: Action): string;
  /** A Mermaid state diagram. */
  diagram(): string;
}

export function defineLifecycle<
  const State extends string,
  const Action extends string,
  Role extends string = string,
  Clause extends string = string,
>(table: {
  name: string;
  initial: NoInfer<State>;
  states: Readonly<Record<State, string>>;
  transitions: readonly Transition<NoInfer<State>, Action, Role, Clause>[];
}): Lifecycle<State, Action> {
  const { name, initial, states, transitions } = table;
  const reached = new Set<State>([initial]);
  for (let grew = true; grew;) {
    grew = false;
    for (const row of transitions) {
      if (!reached.has(row.to) && row.from.some((state) => reached.has(state))) grew = !!reached.add(row.to);
    }
  }
  const lost = (Object.keys(states) as State[]).filter((state) => !reached.has(state));
  if (lost.length > 0) throw new Error(`lifecycle ${name}: unreachable ${lost.join(', ')}`);
  const rowsOf = (action: Action) => {
    const rows = transitions.filter((row) => row.action === action);
    if (rows.length === 0) throw new Error(`lifecycle ${name} has no action ${action}`);
    return rows;
  };
  return {
    name,
    initial,
    states,
    transitions,
    next: (state, action) => rowsOf(action).find((row) => row.from.includes(state))?.to ?? null,
    from: (action) => rowsOf(action).flatMap((row) => row.from),
    to: (action) => rowsOf(action)[0]!.to,
    actionsFor: (state, roles) => [
      ...new Set(
        transitions
          .filter((row) => row.from.includes(state) && row.by.some((role) => roles.includes(role)))
          .map((row) => row.action),
      ),
    ],
    label: (action) => rowsOf(action)[0]!.label,
    diagram: () =>
      ['stateDiagram-v2', `  [*] --> ${initial}`]
        .concat(transitions.flatMap((row) => row.from.map((from) => `  ${from} --> ${row.to}: ${row.label}`)))
        .join('\n'),
  };
}

/** The smallest lifecycle: what is done once with a row, and by whom; until then the moment `at` is empty. */
export interface Once<At extends string, Role extends string> {
  at: At;
  action: string;
  by: readonly Role[];
}
/** What these roles can still do with the row. */
export const actionsOnce = <At extends string>(
  { at, action, by }: Once<At, string>,
  row: Readonly<Record<At, number | null>>,
  roles: readonly string[],
): string[] => (row[at] === null && by.some((role) => roles.includes(role)) ? [action] : []);
