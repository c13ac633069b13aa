/** What something cost from a moment on, the versions of one thing in their order; null where it was not to be had. */
export interface Cost {
  fen: number | null;
  fromMs: number;
}
/** What of a span of time a rise is measured against. */
export type CostBasis = 'highest' | 'average';

/** What it cost between two moments: the highest, or the average over the time; null: it was not to be had. */
export function costIn(versions: readonly Cost[], basis: CostBasis, fromMs: number, untilMs: number): number | null {
  const spans = versions.flatMap(({ fen, fromMs: sinceMs }, i) => {
    const ms = Math.min(versions[i + 1]?.fromMs ?? untilMs, untilMs) - Math.max(sinceMs, fromMs);
    return fen === null || ms <= 0 ? [] : [{ fen, ms }];
  });
  if (spans.length === 0) return null;
  if (basis === 'highest') return Math.max(...spans.map(({ fen }) => fen));
  const all = spans.reduce((sum, { ms }) => sum + ms, 0);
  return Math.round(spans.reduce((sum, { fen, ms }) => sum + fen * ms, 0) / all);
}

/** So much more is asked than before, in percent, rounded up; what cost nothing rises by `most`. */
export const risenPercent = (fen: number, beforeFen: number, most: number): number => {
  if (fen <= beforeFen) return 0;
  return beforeFen === 0 ? most : Math.min(Math.ceil(((fen - beforeFen) * 100) / beforeFen), most);
};
