import type { DueKind } from '@heitu/standard';
import type { Kysely } from 'kysely';
import { hasRole, rolesOf, type Actor } from '../rules/actor.ts';
import { chinaDate } from '../rules/calendar.ts';
import { DUE_OF_A_KIND_MAX, dueItems, soonestFirst, type DueItem, type DueRow } from '../rules/due.ts';
import { columnOf, leastMs, momentAfter, type Lifecycle, type StateRule, type Transition } from '../rules/lifecycle.ts';
import type { Context } from './context.ts';
import type { AnyMoves, Moves } from './moves.ts';
import { schemaOf, type ToldTables } from './orm.ts';
import { statement, type Statement } from './statement.ts';

interface Shown<Column extends string, State extends string, C> {
  /** What the list calls it, and the page that is behind it. */
  kind: DueKind;
  /** The clause that sets the day or asks for the act. */
  clause: string | null;
  /** The states that are of this kind; all of the lifecycle where it says none. */
  states?: readonly State[];
  /** They see all of the kind, on whosever desk of the list it lies. */
  roles?: readonly string[];
  /** States that those of `roles` look at from the start, though they lie on a desk that has no list. */
  watched?: readonly State[];
  /** What is due so much later is not shown yet. */
  aheadMs?: number;
  /** The column that the page's address names; `id` where it says none. */
  id?: Column;
  title: Column;
  /** Says what the title's column holds; told a second column where that is needed. */
  named?(context: C, title: string, more: string): Promise<string> | string;
  more?: Column;
  since: Column;
  /** With whom, and about how much money. */
  party?: Column;
  amount?: Column;
}
/** A kind of things that lie on desks, by a lifecycle. */
export interface LyingKind<C = Context> extends Shown<string, string, C> {
  moves: AnyMoves;
  of: (state: string) => (values: { notAfter?: number | string }) => Statement<LyingRow>;
}
/** A kind that no lifecycle tells of: a mark beside the state, a row that is missing. */
export interface DueBeside<C = Context> {
  kind: DueKind;
  clause: string | null;
  roles: readonly string[];
  rows(context: C): Promise<DueRow[]>;
}
/** What a room shows of what lies on desks, and of what is looked at beside it. */
export interface DueBoard<C = Context> {
  /** The desks whose people open the list: nothing may lie on one of them unseen. */
  desks: readonly string[];
  /** Whose list shows which of them. */
  desksOf: (roles: readonly string[]) => readonly string[];
  lying: readonly LyingKind<C>[];
  beside?: readonly DueBeside<C>[];
}

interface LyingRow {
  id: string;
  title: string;
  more: string;
  partyId?: string | null;
  amountFen?: number | null;
  sinceMs: number | null;
  /** What the column of the deadline holds. */
  kept: number | string | null;
}

/** `lying(refunds, { kind: 'refund', clause: '7.6.aa', title: 'outRefundNo', since: 'createdAtMs' })`. */
export function lying<
  Entity extends object,
  Row,
  S extends Readonly<Record<string, StateRule<string, never>>>,
  T extends readonly Transition<string, string, string, never>[],
  C = unknown,
>(
  moves: Pick<Moves<Entity, Row, S, T>, 'entity'> & { lifecycle: Lifecycle<Row, S, T> },
  shown: Shown<keyof Entity & string, keyof S & string, C>,
): LyingKind<C> {
  const built = new Map<string, ReturnType<LyingKind['of']>>();
  return {
    ...shown,
    moves,
    of(state) {
      let known = built.get(state);
      if (!known) built.set(state, (known = statementOf(moves, shown, state)));
      return known;
    },
  };
}

/** The rows in one state whose deadline's column holds nothing later than `notAfter`, the soonest first. */
function statementOf(
  { entity, lifecycle }: AnyMoves,
  { id = 'id', title, more = title, since, party, amount }: Shown<string, string, never>,
  state: string,
) {
  const rule = lifecycle.states[state];
  if (!rule || !('until' in rule)) throw new Error(`${lifecycle.name}: nobody has it in ${state}`);
  const until: string = columnOf(rule.until);
  const { once, column = 'state' } = lifecycle;
  return statement((rows: Kysely<ToldTables>, { notAfter }: { notAfter?: number | string }) =>
    rows
      .selectFrom(schemaOf(entity).meta.className)
      .select([`${id} as id`, `${title} as title`, `${more} as more`, `${since} as sinceMs`, `${until} as kept`])
      .select(party ? [`${party} as partyId`] : [])
      .select(amount ? [`${amount} as amountFen`] : [])
      .$castTo<LyingRow>()
      .$if(once === undefined, (query) => query.where(column, '=', state))
      .$if(once !== undefined, (query) =>
        query.where(once ?? column, state === lifecycle.initial ? 'is' : 'is not', null),
      )
      .$if(notAfter !== undefined, (query) => query.where(until, '<=', notAfter ?? null))
      .orderBy(until)
      .orderBy(id)
      .limit(DUE_OF_A_KIND_MAX),
  );
}

/** Whether a deadline's column holds days, not moments: a day is a text, which has a length. */
const holdsDays = (entity: AnyMoves['entity'], column: string): boolean =>
  schemaOf(entity).meta.properties[column]?.length !== undefined;

interface Asked {
  state: string;
  until: Waiting['until'];
  /** Only what is due before; null: everything in the state. */
  beforeMs: number | null;
}
/** Which rows of a kind somebody's list shows: of each state all, those that are soon due, or those that are late. */
function askedOf<C>(kind: LyingKind<C>, board: DueBoard<C>, actor: Actor, nowMs: number): Asked[] {
  const seesAll = hasRole(actor, ...(kind.roles ?? []));
  const desks = seesAll ? board.desks : board.desksOf(rolesOf(actor));
  return waitingStates(kind).flatMap(([state, { desk, until, then }]): Asked[] => {
    if (desks.includes(desk) || (seesAll && kind.watched?.includes(state)))
      return [{ state, until, beforeMs: kind.aheadMs === undefined ? null : nowMs + kind.aheadMs }];
    return 'desk' in then && desks.includes(then.desk) ? [{ state, until, beforeMs: nowMs }] : [];
  });
}
type Waiting = Extract<StateRule<string, never>, { until: unknown }>;
const waitingStates = ({ moves, states }: Pick<LyingKind, 'moves' | 'states'>): [string, Waiting][] =>
  Object.entries(moves.lifecycle.states).flatMap(([state, rule]): [string, Waiting][] =>
    'until' in rule && (states?.includes(state) ?? true) ? [[state, rule]] : [],
  );

/** What the caller's list shows: all states that lie on its desks are read in one message. */
export async function readDue<C extends Pick<Context, 'actor' | 'clock' | 'read'>>(
  context: C,
  board: DueBoard<C>,
): Promise<DueItem[]> {
  const nowMs = context.clock.now();
  const wanted = board.lying.flatMap((kind) =>
    askedOf(kind, board, context.actor, nowMs).map((asked) => ({ kind, asked })),
  );
  const beside = (board.beside ?? []).filter(({ roles }) => hasRole(context.actor, ...roles));
  const [answers, others] = await Promise.all([
    wanted.length === 0 ? [] : context.read(...wanted.map(({ kind, asked }) => asking(kind, asked))),
    Promise.all(beside.map(async ({ kind, clause, rows }) => dueItems(nowMs, kind, clause, await rows(context)))),
  ]);
  const found = await Promise.all(wanted.map(({ kind, asked }, i) => itemsOf(context, kind, asked, answers[i] ?? [])));
  return soonestFirst([...found, ...others].flat());
}

function asking(
  { moves, of }: Pick<LyingKind, 'moves' | 'of'>,
  { state, until, beforeMs }: Asked,
): Statement<LyingRow> {
  if (beforeMs === null) return of(state)({});
  const notAfterMs = beforeMs - leastMs(until);
  return of(state)({ notAfter: holdsDays(moves.entity, columnOf(until)) ? chinaDate(notAfterMs) : notAfterMs });
}

async function itemsOf<C extends Pick<Context, 'clock'>>(
  context: C,
  { kind, clause, named }: LyingKind<C>,
  { until, beforeMs }: Asked,
  rows: readonly LyingRow[],
): Promise<DueItem[]> {
  const nowMs = context.clock.now();
  const dated = rows.map(({ kept, sinceMs, ...row }) => ({
    ...row,
    sinceMs: sinceMs ?? nowMs,
    dueAtMs: momentAfter(until, kept),
  }));
  // The database compares with the least that a deadline can be.
  const shown = dated.filter(({ dueAtMs }) => beforeMs === null || (dueAtMs !== null && dueAtMs < beforeMs));
  const titles = await Promise.all(shown.map(({ title, more }) => (named ? named(context, title, more) : title)));
  return dueItems(
    nowMs,
    kind,
    clause,
    shown.map((row, i) => ({ ...row, title: titles[i] ?? row.title })),
  );
}

/** The kinds that a room can answer with. */
export const kindsOf = ({ lying: tables, beside = [] }: DueBoard): DueKind[] => [
  ...new Set([...tables, ...beside].map(({ kind }) => kind)),
];

/** What lies on a desk of the list, now or when it is late, and the list does not show. */
export function unseenOf(lifecycles: readonly AnyMoves[], { desks, lying: tables }: DueBoard): string[] {
  return lifecycles.flatMap((moves) => {
    const seen = new Set(
      tables
        .filter((kind) => kind.moves.lifecycle === moves.lifecycle)
        .flatMap((kind) => waitingStates(kind).map(([state]) => state)),
    );
    return waitingStates({ moves })
      .filter(([, { desk, then }]) => desks.includes(desk) || ('desk' in then && desks.includes(then.desk)))
      .filter(([state]) => !seen.has(state))
      .map(([state]) => `${moves.lifecycle.name}: nobody whose desk it lies on sees what is ${state}`);
  });
}
