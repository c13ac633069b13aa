import { allowableShortage, type ClauseRef } from '@heitu/standard';

/** T for goods sold by count: none up to 50, above that one in a hundred, rounded up. */
export const allowableCountShortage = (count: number): number => (count <= 50 ? 0 : Math.ceil(count / 100));

/** What is measured: grams or millilitres of a pack, or how many pieces; under which clause a lot is stopped. */
export const MEASURES = {
  quantity: { title: '净含量', clause: '7.3.4.b', allowable: allowableShortage },
  count: { title: '计数', clause: '7.3.4.a', allowable: allowableCountShortage },
} as const satisfies Record<string, { title: string; clause: ClauseRef; allowable: (stated: number) => number | null }>;
export type MeasureKind = keyof typeof MEASURES;

/**
 * How much of a lot is measured, and how it is judged (JJF 1070): of up to so many packs so many samples; by how many
 * standard deviations the samples' mean may lie below what is stated, since it is not the lot's (Student's t at 0.995,
 * divided by the root of the samples); how many samples may be short by more than T, none by more than twice T. The
 * numbers of samples and of short ones were not read in the text of 2023.
 */
const SAMPLING: readonly { upTo: number; samples: number; deviations: number; shortMax: number }[] = [
  { upTo: 50, samples: 10, deviations: 1.028, shortMax: 0 },
  { upTo: 99, samples: 13, deviations: 0.848, shortMax: 1 },
  { upTo: 500, samples: 50, deviations: 0.379, shortMax: 3 },
  { upTo: 3200, samples: 80, deviations: 0.295, shortMax: 5 },
  { upTo: Number.POSITIVE_INFINITY, samples: 125, deviations: 0.234, shortMax: 7 },
];
/** All of a lot this small is measured: then its mean is the lot's. */
const ALL_UP_TO = 10;
const STRICT = { deviations: 0, shortMax: 0 };

export const samplesWanted = (units: number): number =>
  units <= ALL_UP_TO ? units : (SAMPLING.find(({ upTo }) => units <= upTo)?.samples ?? units);

/** What is judged by how: by count, and of fewer samples than are wanted, nothing may be short. */
function samplingOf(kind: MeasureKind, units: number, sampleCount: number) {
  const isWhole = sampleCount >= samplesWanted(units);
  const lenient = isWhole && kind === 'quantity' && units > ALL_UP_TO && SAMPLING.find(({ upTo }) => units <= upTo);
  return { isWhole, ...(lenient || STRICT) };
}

const deviationOf = (samples: readonly number[], mean: number): number =>
  samples.length < 2 ? 0 : Math.sqrt(samples.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (samples.length - 1));

export interface MeasureResult {
  allowableShortage: number;
  mean: number;
  /** Samples short by more than is allowed. */
  shortCount: number;
  /** As many were measured as the lot asks for. */
  isWhole: boolean;
  /** Null where too few were measured and nothing is short: that proves nothing for the lot. */
  passed: boolean | null;
}

/** What people read of a check. */
export const MEASURE_OUTCOMES = { passed: '合格', failed: '不合格', 'too-few': '样本不足' } as const;
export type MeasureOutcome = keyof typeof MEASURE_OUTCOMES;
export const measureOutcome = ({ passed }: Pick<MeasureResult, 'passed'>): MeasureOutcome =>
  passed === null ? 'too-few' : passed ? 'passed' : 'failed';

/**
 * Samples within T, and a mean not below what is stated: of a whole sample by `SAMPLING`, else each and to the gram,
 * and even then it has not passed. By count no sample may hold less than T allows either.
 */
export function judgeMeasure(
  kind: MeasureKind,
  stated: number,
  samples: readonly number[],
  units: number,
): MeasureResult | null {
  const allowed = MEASURES[kind].allowable(stated);
  if (allowed === null || samples.length === 0) return null;
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
  // Scales show tenths: sums of them must not fail by a binary hair.
  const shortBy = (amount: number): number => samples.filter((sample) => stated - sample > amount + 1e-9).length;
  const shortCount = shortBy(allowed);
  const { isWhole, deviations, shortMax } = samplingOf(kind, units, samples.length);
  const isFull =
    shortCount <= shortMax &&
    shortBy(2 * allowed) === 0 &&
    mean + deviations * deviationOf(samples, mean) >= stated - 1e-9;
  return {
    allowableShortage: allowed,
    mean: Math.round(mean * 100) / 100,
    shortCount,
    isWhole,
    passed: isFull && !isWhole ? null : isFull,
  };
}
