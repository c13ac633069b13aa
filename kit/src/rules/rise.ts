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

/** A rule for an emergency: what rises by more than so many percent is held. */
export interface RiseRule {
  id: string;
  document: string;
  basis: CostBasis;
  risePercent: number;
  startsAtMs: number;
}
/** As whoever keeps the rules tells of it. */
export const riseRuleOf = ({
  id,
  document,
  basis,
  risePercent,
  startsAtMs,
}: Omit<RiseRule, 'basis' | 'startsAtMs'> & { basis: 'HIGHEST' | 'AVERAGE'; startsAtMs: string }): RiseRule => ({
  id,
  document,
  basis: basis === 'HIGHEST' ? 'highest' : 'average',
  risePercent,
  startsAtMs: Number(startsAtMs),
});

/** What is announced to be dearer from a day on. */
export interface ComingRise {
  isHeld: boolean;
  /** The rule that holds or held it. */
  emergencyId: string | null;
  /** The rule under which somebody has allowed it. */
  allowedUnder: string | null;
  bindsAtMs: number;
  lookDueAtMs: number | null;
}
export type RiseStep = { act: 'bind' | 'free' | 'lapse' } | { act: 'hold'; rule: RiseRule };

/**
 * What is due of it now. The strictest rule that it is beyond holds it, also one that begins after it was announced;
 * one under which somebody has allowed it does not. What nobody looked at in time is not raised, and what an emergency
 * held that is over is free. `risesBy`: by how many percent it rises, as a rule measures.
 */
export function dueOfRise(
  { isHeld, emergencyId, allowedUnder, bindsAtMs, lookDueAtMs }: ComingRise,
  rules: readonly RiseRule[],
  risesBy: (rule: RiseRule) => number,
  nowMs: number,
): RiseStep | null {
  if (isHeld) {
    if (!rules.some(({ id }) => id === emergencyId)) return { act: 'free' };
    return (lookDueAtMs ?? Infinity) > nowMs ? null : { act: 'lapse' };
  }
  const rule = rules
    .filter(({ id }) => id !== allowedUnder)
    .toSorted((a, b) => a.risePercent - b.risePercent || (a.id < b.id ? -1 : 1))
    .find((one) => risesBy(one) > one.risePercent);
  if (rule) return { act: 'hold', rule };
  return bindsAtMs <= nowMs ? { act: 'bind' } : null;
}

/** The day that was published stays; where it has passed, a new one is as far away as the first was. */
export const bindsAgainAtMs = (bindsAtMs: number, nowMs: number, noticeMs: number): number =>
  bindsAtMs > nowMs ? bindsAtMs : nowMs + noticeMs;
