import { DAY_MS } from '@heitu/kit/rules/clock';
import { costIn } from '@heitu/kit/rules/rise';
import { LOOSE_GRAMS } from '../product/loose-units.ts';
import { BASE_DAYS, type RiseBasis } from './emergency.kinds.ts';

/** A version of a label, the versions of one SKU in their order. */
export interface PastLabel {
  skuId: string;
  retailFen: number;
  effectiveAtMs: number;
  netGrams: number | null;
  unit: string;
}
export interface Weighed {
  netGrams: number | null;
  unit: string;
}
const gramsOf = ({ netGrams, unit }: Weighed): number | null => netGrams ?? LOOSE_GRAMS[unit] ?? null;

/** What one SKU cost in the seven days before a moment: the highest, or the average over the time; null: nothing. */
export const baseOf = (versions: readonly PastLabel[], basis: RiseBasis, untilMs: number): number | null =>
  costIn(
    versions.map(({ retailFen, effectiveAtMs }) => ({ fen: retailFen, fromMs: effectiveAtMs })),
    basis,
    untilMs - BASE_DAYS * DAY_MS,
    untilMs,
  );

/**
 * What a SKU may be measured by: its own price of those days; where it had none, what goods of its kind cost by weight,
 * so that nobody lists the same thing anew. Null where nothing can be compared.
 */
export function baseFor(
  sku: Weighed & { id: string },
  labels: readonly PastLabel[],
  basis: RiseBasis,
  untilMs: number,
): number | null {
  const bySku = Map.groupBy(labels, ({ skuId }) => skuId);
  const own = baseOf(bySku.get(sku.id) ?? [], basis, untilMs);
  if (own !== null) return own;
  const grams = gramsOf(sku);
  if (grams === null) return null;
  const perGram = [...bySku.values()].flatMap((versions) => {
    const fen = baseOf(versions, basis, untilMs);
    const weighs = versions[0] ? gramsOf(versions[0]) : null;
    return fen === null || weighs === null ? [] : [fen / weighs];
  });
  if (perGram.length === 0) return null;
  const sum = perGram.reduce((total, fen) => total + fen, 0);
  return Math.round((basis === 'highest' ? Math.max(...perGram) : sum / perGram.length) * grams);
}

/** The highest price that may go on sale without anybody looking at it. */
export const limitFen = (baseFen: number, risePercent: number): number =>
  Math.floor((baseFen * (100 + risePercent)) / 100);
