/** The live evidence for clauses: figures counted from running data, and what of them can be judged. */
export interface EvidenceFigure {
  /** Chinese, short. */
  label: string;
  value: number;
  unit?: string;
  /** Where it is known what the figure must be: whether it is not that. */
  breached?: boolean;
  /** How many there should be, in the figure's own unit: none of them is a breach, all of them is none. */
  outOf?: number;
  /** Each of those is due: fewer is a breach, also where it is not none. */
  each?: true;
}
interface Period {
  fromMs: number;
  toMs: number;
}
/** As a method's type, so that a room's own takes the room's context. */
type Counts<C> = { count(context: C, period: Period): Promise<EvidenceFigure[]> }['count'];
/** By clause: its figures over a period; an empty list means that there is none yet. */
export type EvidenceTable<C, Clause extends string = string> = Readonly<Partial<Record<Clause, Counts<C>>>>;

/** A figure with what was judged of it; null: nothing says what it must be, so it speaks neither for nor against. */
export interface JudgedFigure extends Omit<EvidenceFigure, 'breached' | 'outOf' | 'each'> {
  breached: boolean | null;
}

/** Some but not all of what should be there is left to who reads it; more than all is a miscount, and judged by nobody. */
export function isBreached({ value, breached, outOf = 0, each }: EvidenceFigure): boolean | null {
  if (breached !== undefined) return breached;
  if (outOf <= 0) return null;
  if (value <= 0 || (each && value < outOf)) return true;
  return value === outOf ? false : null;
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
    const figures = await count(context, period);
    answers.push({
      clause,
      figures: figures.map((figure) => {
        const { outOf: _outOf, each: _each, ...shown } = figure;
        return { ...shown, breached: isBreached(figure) };
      }),
    });
  }
  return answers;
}
