import { clauseOf, DUTIES, type ClauseRef, type DutyKind } from '@heitu/standard';
import { chinaDate } from '../rules/calendar.ts';
import { keysOf } from '../rules/checked.ts';
import { calendarOf, periodAt, type OwedPeriod, type Window } from '../rules/duties.ts';
import { measured, type EvidenceFigure, type EvidenceTable, type MissedRow } from '../rules/evidence.ts';
import type { Context } from './context.ts';

/** For whom or what something is owed in each period; the platform itself where it is nothing else. */
export interface DutySubject {
  id: string;
  title: string;
  partyId?: string | null;
  /** Periods that began earlier are not owed of it. */
  sinceMs: number;
}
/** That it was done: of which period, or at a moment of it. */
export interface DutyDone {
  subject?: string;
  period?: string;
  atMs: number;
}
interface Periodic<C> {
  subjects(context: C): Promise<DutySubject[]>;
  /** From the beginning of the first period on. */
  done(context: C, window: Window): Promise<DutyDone[]>;
}
/** What has a day of its own, due in the window; done or not. */
export interface DatedOwed {
  subject: string;
  title: string;
  partyId?: string | null;
  amountFen?: number | null;
  sinceMs: number;
  dueAtMs: number;
  doneAtMs: number | null;
}
interface Dated<C> {
  owed(context: C, window: Window): Promise<DatedOwed[]>;
}
/** What a room answers for, and how it knows what was done of it. */
export type RoomDuties<C = Context> = { readonly [Kind in DutyKind]?: Periodic<C> | Dated<C> };

/** One thing owed, by one day. */
export interface OwedDuty {
  duty: DutyKind;
  subject: string;
  title: string;
  period: string;
  partyId: string | null;
  amountFen: number | null;
  sinceMs: number;
  dueAtMs: number;
  doneAtMs: number | null;
}

/** Everything of a room that is due in the window, whether or not a row was made for it; the soonest first. */
export async function owedIn<C>(duties: RoomDuties<C>, context: C, window: Window): Promise<OwedDuty[]> {
  const kinds = keysOf(duties);
  const found = await Promise.all(kinds.map((kind) => owedOf(duties, kind, context, window)));
  return found.flat().sort((a, b) => a.dueAtMs - b.dueAtMs || (a.subject < b.subject ? -1 : 1));
}

async function owedOf<C>(duties: RoomDuties<C>, duty: DutyKind, context: C, window: Window): Promise<OwedDuty[]> {
  const told = duties[duty];
  if (!told) return [];
  if ('owed' in told)
    return (await told.owed(context, window)).map(({ partyId = null, amountFen = null, ...row }) => ({
      duty,
      period: chinaDate(row.dueAtMs - 1),
      partyId,
      amountFen,
      ...row,
    }));
  const rule = DUTIES[duty];
  if (rule.each === 'its-own') throw new Error(`${duty} has days of its own`);
  const periods = calendarOf(rule, window);
  const [first] = periods;
  const subjects = first ? await told.subjects(context) : [];
  if (!first || subjects.length === 0) return [];
  const done = await told.done(context, { fromMs: first.fromMs, toMs: Math.max(...periods.map(({ toMs }) => toMs)) });
  const times = Map.groupBy(
    done,
    ({ subject = '', period, atMs }) => `${subject} ${period ?? periodAt(rule.each, atMs)}`,
  );
  const needed = 'times' in rule ? rule.times : 1;
  return subjects.flatMap(({ id, title, partyId = null, sinceMs }) =>
    periods
      .filter(({ fromMs, toMs }) => ('partial' in rule ? toMs > sinceMs : fromMs >= sinceMs))
      .map(({ period, fromMs, dueAtMs }: OwedPeriod) => ({
        duty,
        subject: id,
        title,
        period,
        partyId,
        amountFen: null,
        sinceMs: Math.max(fromMs, sinceMs),
        dueAtMs,
        doneAtMs: nth(times.get(`${id} ${period}`), needed),
      })),
  );
}

/** When it had been done so often; null where it was not. */
const nth = (done: readonly DutyDone[] = [], times: number): number | null =>
  done.map(({ atMs }) => atMs).toSorted((a, b) => a - b)[times - 1] ?? null;

/** How a thing owed stands. */
export const DUTY_STATES = {
  ahead: '还没到期',
  missed: '到期没办',
  late: '办晚了',
  done: '按时办了',
} as const;
export type DutyState = keyof typeof DUTY_STATES;
export const dutyState = ({ dueAtMs, doneAtMs }: Pick<OwedDuty, 'dueAtMs' | 'doneAtMs'>, nowMs: number): DutyState => {
  if (doneAtMs !== null) return doneAtMs < dueAtMs ? 'done' : 'late';
  return dueAtMs <= nowMs ? 'missed' : 'ahead';
};
export interface DutyCount extends Record<DutyState, number> {
  duty: DutyKind;
}
/** How many of each kind stand how. */
export function dutyCounts(owed: readonly OwedDuty[], nowMs: number): DutyCount[] {
  const counts = new Map<DutyKind, DutyCount>();
  for (const item of owed) {
    const count = counts.get(item.duty) ?? { duty: item.duty, ahead: 0, missed: 0, late: 0, done: 0 };
    count[dutyState(item, nowMs)] += 1;
    counts.set(item.duty, count);
  }
  return [...counts.values()];
}

/** So many are told one by one: what is not done before what is. */
export const DUTIES_TOLD_MAX = 500;
export const openFirst = (owed: readonly OwedDuty[]): OwedDuty[] =>
  [...owed]
    .sort((a, b) => Number(a.doneAtMs !== null) - Number(b.doneAtMs !== null) || a.dueAtMs - b.dueAtMs)
    .slice(0, DUTIES_TOLD_MAX);

/**
 * Evidence that counts what is owed as well: each entry of the standard whose duties fell due in the period has how
 * many of them were done. What nobody did is so a breach, whether or not there is a row of it.
 */
export function withDuties<C extends Pick<Context, 'clock'>>(
  table: EvidenceTable<C>,
  duties: RoomDuties<C>,
): EvidenceTable<C> {
  const keyOf = (clause: ClauseRef): string => (table[clause] ? clause : clauseOf(clause).id);
  const byKey = Map.groupBy(
    keysOf(duties).flatMap((kind) => {
      const { clause } = DUTIES[kind];
      return clause === null ? [] : { kind, key: keyOf(clause) };
    }),
    ({ key }) => key,
  );
  const added = [...byKey].map(([key, owed]) => {
    const counted = table[key];
    const kinds = owed.map(({ kind }) => kind);
    return [
      key,
      async (context: C, period: Window) => [
        ...((await counted?.(context, period)) ?? []),
        ...(await dutyFigures(duties, kinds, context, period)),
      ],
    ] as const;
  });
  return { ...table, ...Object.fromEntries(added) };
}

async function dutyFigures<C extends Pick<Context, 'clock'>>(
  duties: RoomDuties<C>,
  kinds: readonly DutyKind[],
  context: C,
  { fromMs, toMs }: Window,
): Promise<EvidenceFigure[]> {
  const nowMs = context.clock.now();
  if (nowMs <= fromMs) return [];
  const owed = await Promise.all(
    kinds.map((kind) => owedOf(duties, kind, context, { fromMs, toMs: Math.min(toMs, nowMs) })),
  );
  return owed.flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    // Done late is done: what nobody did can be mended, as far as its day is not all that matters.
    return measured.eachOf(
      `${DUTIES[first.duty].title}：办了`,
      own,
      ({ doneAtMs }) => doneAtMs !== null,
      '次',
      nameOf,
      {
        isDuty: true,
      },
    );
  });
}
const nameOf = ({ duty, subject, period, title }: OwedDuty): MissedRow => ({
  ref: `Duty:${duty}:${subject}:${period}`,
  text: [DUTIES[duty].title, title, period].filter(Boolean).join(' '),
});
