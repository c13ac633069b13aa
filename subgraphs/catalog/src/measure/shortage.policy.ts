/**
 * Allowable shortage of pre-packed goods sold by quantity: rules on pre-packed goods, annex 3; checks after JJF 1070
 * (7.3.4.b).
 */
export const NET_CONTENT_MAX = 50_000;

/** Each row holds up to `upTo` (g or mL, inclusive): a share of the stated content, or an amount. */
const SHORTAGES: readonly ({ upTo: number; share: number } | { upTo: number; amount: number })[] = [
  { upTo: 50, share: 0.09 },
  { upTo: 100, amount: 4.5 },
  { upTo: 200, share: 0.045 },
  { upTo: 300, amount: 9 },
  { upTo: 500, share: 0.03 },
  { upTo: 1000, amount: 15 },
  { upTo: 10_000, share: 0.015 },
  { upTo: 15_000, amount: 150 },
  { upTo: 50_000, share: 0.01 },
];

/** T for a stated content in grams or millilitres: to 0.1 up to 1,000, whole above; null outside the rules' range. */
export function allowableShortage(netContent: number): number | null {
  const row = netContent > 0 ? SHORTAGES.find(({ upTo }) => netContent <= upTo) : undefined;
  if (!row) return null;
  const shortage = 'amount' in row ? row.amount : netContent * row.share;
  return netContent <= 1000 ? Math.round(shortage * 10) / 10 : Math.round(shortage);
}

/** T for goods sold by count: none up to 50, above that one in a hundred, rounded up. */
export const allowableCountShortage = (count: number): number => (count <= 50 ? 0 : Math.ceil(count / 100));

/** What is measured: what a pack holds in grams or millilitres, or how many pieces. */
export const MEASURE_KINDS = { quantity: '净含量', count: '计数' } as const;
export type MeasureKind = keyof typeof MEASURE_KINDS;

export interface MeasureResult {
  allowableShortage: number;
  mean: number;
  /** Samples short by more than is allowed. */
  shortCount: number;
  passed: boolean;
}

/**
 * Every sample within T, and the mean not below what is stated. By count (7.3.4.a) no sample may hold less than T
 * allows either.
 */
export function judgeMeasure(kind: MeasureKind, stated: number, samples: readonly number[]): MeasureResult | null {
  const allowed = kind === 'count' ? allowableCountShortage(stated) : allowableShortage(stated);
  if (allowed === null || samples.length === 0) return null;
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
  // Scales show tenths: sums of them must not fail by a binary hair.
  const shortCount = samples.filter((sample) => stated - sample > allowed + 1e-9).length;
  return {
    allowableShortage: allowed,
    mean: Math.round(mean * 100) / 100,
    shortCount,
    passed: shortCount === 0 && mean >= stated - 1e-9,
  };
}
