/**
 * The live evidence for clauses: figures counted from running data, the condition that each must keep, and what is
 * judged of it. What no act and no silence could turn is no evidence.
 */

/** Who vouches for a figure. */
export const SOURCES = {
  measured: '实测',
  signed: '工具签名',
  reviewed: '书面材料，经审核',
  declared: '受益方自报',
} as const;
export type Source = keyof typeof SOURCES;

/** What can be said of an entry of the standard, and of each figure that has a condition. */
export const VERDICTS = {
  met: '符合',
  breached: '不符合',
  absent: '应有而无',
  few: '样本不足',
  'not-applicable': '不适用',
} as const;
export type Verdict = keyof typeof VERDICTS;

/**
 * What a figure must be: a share of its denominator, at least or at most a number, less than one. `none` is at most
 * nothing.
 */
export type Target =
  | { is: 'share'; share: number }
  | { is: 'none' }
  | { is: 'min' | 'max' | 'below' | 'above'; limit: number };

/** A row that a condition misses: what it is (`Order:01H…`), and how people call it. */
export interface MissedRow {
  ref: string;
  text: string;
}
/** More of them than that are only counted. */
export const MISSED_SHOWN_MAX = 50;

export interface Condition {
  source: Source;
  target: Target;
  /** The denominator: how many were looked at. Null where there is none to count (an age, a rate). */
  outOf: number | null;
  /** Fewer looked at than that say nothing. */
  sampleMin: number;
  /** It falls due by itself: where nothing at all of it was done, it is absent and not only breached. */
  isDuty: boolean;
  missed: readonly MissedRow[];
}

export interface EvidenceFigure {
  /** Chinese, short. */
  label: string;
  value: number;
  unit?: string;
  /** Without one the figure speaks neither for nor against. */
  condition?: Condition;
  /** The label is the reason why the entry binds nobody here. */
  isReason?: true;
}

export interface Period {
  fromMs: number;
  toMs: number;
}
/** As a method's type, so that a room's own takes the room's context. */
type Counts<C> = { count(context: C, period: Period): Promise<EvidenceFigure[]> }['count'];
/** By clause: its figures over a period; an empty list means that nothing of it has happened. */
export type EvidenceTable<C, Clause extends string = string> = Readonly<Partial<Record<Clause, Counts<C>>>>;

/** Why an entry binds nobody here. */
export const notApplicable = (reason: string): EvidenceFigure => ({ label: reason, value: 0, isReason: true });

type More = Partial<Pick<Condition, 'outOf' | 'sampleMin' | 'isDuty' | 'missed'>>;

/** Figures with a condition, all of one source. */
export function judgedAs(source: Source) {
  const figure = (
    label: string,
    value: number,
    unit: string,
    target: Target,
    outOf: number | null,
    more: More,
  ): EvidenceFigure => ({
    label,
    value,
    unit,
    condition: { source, target, outOf, sampleMin: outOf === null ? 0 : 1, isDuty: false, missed: [], ...more },
  });
  return {
    /** Every one of so many. */
    each: (label: string, value: unknown, outOf: unknown, unit: string, more: More = {}) =>
      figure(label, Number(value ?? 0), unit, { is: 'share', share: 1 }, Number(outOf ?? 0), more),
    /** At least that share of so many. */
    share: (label: string, value: unknown, outOf: unknown, unit: string, share: number, more: More = {}) =>
      figure(label, Number(value ?? 0), unit, { is: 'share', share }, Number(outOf ?? 0), more),
    /** None of so many that were looked at. */
    none: (label: string, value: unknown, unit: string, outOf: unknown = null, more: More = {}) =>
      figure(label, Number(value ?? 0), unit, { is: 'none' }, outOf === null ? null : Number(outOf ?? 0), more),
    min: (label: string, value: number, limit: number, unit: string, more: More = {}) =>
      figure(label, value, unit, { is: 'min', limit }, null, more),
    max: (label: string, value: number, limit: number, unit: string, more: More = {}) =>
      figure(label, value, unit, { is: 'max', limit }, null, more),
    below: (label: string, value: number, limit: number, unit: string, more: More = {}) =>
      figure(label, value, unit, { is: 'below', limit }, null, more),
    above: (label: string, value: number, limit: number, unit: string, more: More = {}) =>
      figure(label, value, unit, { is: 'above', limit }, null, more),
    /** There must be so many; where there is none, it is absent. */
    present: (label: string, value: unknown, unit: string, limit = 1, more: More = {}) =>
      figure(label, Number(value ?? 0), unit, { is: 'min', limit }, null, { isDuty: true, ...more }),
    /** Each row that should keep the condition, in one list: the count and the rows that it misses cannot differ. */
    eachOf: <Row>(
      label: string,
      rows: readonly Row[],
      keeps: (row: Row) => boolean,
      unit: string,
      name: (row: Row) => MissedRow,
      more: More = {},
    ) => {
      const missed = rows.filter((row) => !keeps(row));
      return figure(label, rows.length - missed.length, unit, { is: 'share', share: 1 }, rows.length, {
        missed: missed.slice(0, MISSED_SHOWN_MAX).map(name),
        ...more,
      });
    },
    /** Rows that should not be there, out of so many that were looked at. */
    noneOf: <Row>(
      label: string,
      rows: readonly Row[],
      unit: string,
      name: (row: Row) => MissedRow,
      outOf: number | null = null,
    ) =>
      figure(label, rows.length, unit, { is: 'none' }, outOf, {
        missed: rows.slice(0, MISSED_SHOWN_MAX).map(name),
      }),
  };
}

export const measured = judgedAs('measured');
export const signed = judgedAs('signed');
export const reviewed = judgedAs('reviewed');
export const declared = judgedAs('declared');
/** A figure that says how much there is of something, and neither for nor against. */
export const info = (label: string, value: unknown, unit: string): EvidenceFigure => ({
  label,
  value: Number(value ?? 0),
  unit,
});

function keeps(value: number, target: Target, outOf: number): boolean {
  switch (target.is) {
    case 'share':
      return value >= target.share * outOf;
    case 'none':
      return value <= 0;
    case 'min':
      return value >= target.limit;
    case 'above':
      return value > target.limit;
    case 'max':
      return value <= target.limit;
    case 'below':
      return value < target.limit;
  }
}

/** What is judged of one figure; null: nothing says what it must be, so it speaks neither for nor against. */
export function verdictOf({ value, condition, isReason }: EvidenceFigure): Verdict | null {
  if (isReason) return 'not-applicable';
  if (!condition) return null;
  const { target, outOf, sampleMin, isDuty } = condition;
  // One that should not be is enough, however few were looked at.
  if (outOf !== null && outOf < sampleMin && !(target.is === 'none' && value > 0)) return 'few';
  // More than all is a miscount: nobody may read it as kept.
  if (target.is === 'share' && outOf !== null && value > outOf) return 'few';
  if (keeps(value, target, outOf ?? 0)) return 'met';
  return isDuty && value <= 0 ? 'absent' : 'breached';
}

const number = (value: number): string => String(Math.round(value * 1000) / 1000);

/** What a figure must be, as people read it. */
export function targetText({ target, outOf }: Condition, unit = ''): string {
  switch (target.is) {
    case 'share':
      return target.share === 1 ? `应为全部${number(outOf ?? 0)}${unit}` : `应不低于${number(target.share * 100)}%`;
    case 'none':
      return '应为0';
    case 'min':
      return `应不少于${number(target.limit)}${unit}`;
    case 'above':
      return `应多于${number(target.limit)}${unit}`;
    case 'max':
      return `应不超过${number(target.limit)}${unit}`;
    case 'below':
      return `应少于${number(target.limit)}${unit}`;
  }
}

/** A figure with what was judged of it and everything that this was judged by. */
export interface JudgedFigure {
  label: string;
  value: number;
  unit?: string;
  verdict: Verdict | null;
  outOf: number | null;
  target: string | null;
  sampleMin: number | null;
  source: Source | null;
  missed: readonly MissedRow[];
}

export function judged(figure: EvidenceFigure): JudgedFigure {
  const { label, value, unit, condition } = figure;
  return {
    label,
    value,
    ...(unit && { unit }),
    verdict: verdictOf(figure),
    outOf: condition?.outOf ?? null,
    target: condition ? targetText(condition, unit) : null,
    sampleMin: condition?.sampleMin ?? null,
    source: condition?.source ?? null,
    missed: condition?.missed ?? [],
  };
}

/** Every clause of a table with its judged figures over a period. */
export async function gatherFigures<C>(
  table: EvidenceTable<C>,
  context: C,
  period: Period,
): Promise<{ clause: string; figures: JudgedFigure[] }[]> {
  const answers: { clause: string; figures: JudgedFigure[] }[] = [];
  for (const [clause, count] of Object.entries(table)) {
    if (!count) continue;
    answers.push({ clause, figures: (await count(context, period)).map(judged) });
  }
  return answers;
}
