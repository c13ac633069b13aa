import { CATEGORY_TABLE } from '../category/category.table.ts';
import { LOOSE_GRAMS } from '../product/loose-units.ts';
import type { TraceUnit } from '../trace/trace.policy.ts';
import {
  COMPOSED,
  CROPS,
  DRIED,
  KILOGRAMS_PER_MILLILITRE,
  MOST_OF_UNKNOWN,
  PIECE,
  PIECE_OF_OTHERS,
  PIECES_MOST,
  YIELDS,
  type Crop,
} from './crops.table.ts';

/** The row of what the farmer wrote: by the longest of its names. */
export function cropOf(written: string): Crop | undefined {
  const found = CROPS.flatMap((crop) =>
    crop.names.filter((name) => written.includes(name)).map((name) => ({ crop, length: name.length })),
  );
  return found.sort((a, b) => b.length - a.length)[0]?.crop;
}

const parentOf = (categoryId: string): string | undefined =>
  CATEGORY_TABLE.find(({ id }) => id === categoryId)?.parentId;
const isNear = (one: string, other: string): boolean =>
  one === other || parentOf(one) === other || parentOf(other) === one;

/**
 * Whether goods of a category can be made of a season's crop. Of a crop that no table knows its farmer's own word
 * counts: the kind of goods that they said it becomes.
 */
export const fits = (season: { crop: string; categoryId: string }, categoryId: string): boolean => {
  const crop = cropOf(season.crop);
  return crop ? crop.goods.includes(categoryId) : isNear(season.categoryId, categoryId);
};
/** Whether a lot of one category can be made into another. */
export const fitsSource = (from: string, to: string): boolean =>
  isNear(from, to) || COMPOSED.includes(to) || CROPS.some(({ goods }) => goods.includes(from) && goods.includes(to));

const isWeighedDry = (crop: string, categoryId: string): boolean =>
  crop.includes(DRIED.word) && DRIED.goods.some((goods) => goods === categoryId);
/** How much of the goods a kilogram of the crop gives at the most. */
export const yieldOf = (crop: string, categoryId: string): number =>
  isWeighedDry(crop, categoryId) ? 1 : (cropOf(crop)?.yields?.[categoryId] ?? YIELDS[categoryId] ?? 1);
/** The same of another lot: what is milled or dried already loses nothing more. */
const SOURCE_YIELDS: readonly (readonly [from: string, to: string, most: number])[] = [
  ['soybean', 'soy-products', 4],
  ['soybean', 'oil', 0.22],
];
export const yieldOfSource = (from: string, to: string): number =>
  SOURCE_YIELDS.find((row) => row[0] === from && row[1] === to)?.[2] ?? 1;

export interface Pack {
  unit: string;
  netGrams: number | null;
  netMillilitres: number | null;
  netCount: number | null;
  categoryId: string;
}
const pieceOf = (categoryId: string) => PIECE[categoryId] ?? PIECE_OF_OTHERS;
const GRAMS = 1000;
/** Sums of decimals are compared by the gram. */
const grams = (kilograms: number): number => Math.round(kilograms * GRAMS);
/** What a pack weighs at the least; null where it says neither weight nor content. */
export function kilogramsOf({ unit, netGrams, netMillilitres, netCount, categoryId }: Pack): number | null {
  if (netGrams !== null) return netGrams / GRAMS;
  const loose = LOOSE_GRAMS[unit];
  if (loose !== undefined) return loose / GRAMS;
  if (netMillilitres !== null) return netMillilitres * KILOGRAMS_PER_MILLILITRE;
  return netCount === null ? null : netCount * pieceOf(categoryId)[0];
}

/** What stands on so many packs: their weight, or their number where that is all that they say. */
export function contentOf(pack: Pack, units: number): { quantity: number; unit: TraceUnit } | null {
  if (pack.netGrams === null && pack.netCount !== null && !(pack.unit in LOOSE_GRAMS))
    return { quantity: units * pack.netCount, unit: 'piece' };
  const each = kilogramsOf(pack);
  return each === null ? null : { quantity: (grams(each) * units) / GRAMS, unit: 'kg' };
}

export interface Given {
  quantity: number;
  unit: TraceUnit;
  yield: number;
  /** Of pieces: what they can weigh together, by the field that they came from. */
  kilogramsMost?: number;
}
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** How much there is to make so many packs of, and how much they are: in pieces where both are counted. */
export function weigh(pack: Pack, units: number, given: readonly Given[]) {
  const isCounted = pack.netGrams === null && pack.netCount !== null && given.every(({ unit }) => unit === 'piece');
  if (isCounted) {
    const most = sum(given.map(({ quantity, yield: share }) => quantity * share));
    return { is: units * Number(pack.netCount), most, unit: 'piece' as const };
  }
  const each = kilogramsOf(pack);
  const weightOf = ({ quantity, unit, kilogramsMost = Infinity }: Given): number =>
    unit === 'kg' ? quantity : Math.min(quantity * pieceOf(pack.categoryId)[1], kilogramsMost);
  const most = sum(given.map((one) => weightOf(one) * one.yield));
  return each === null ? null : { is: (grams(each) * units) / GRAMS, most: grams(most) / GRAMS, unit: 'kg' as const };
}

/** Goods that take water on: more comes out than went in. */
export const gainsWeight = (categoryId: string): boolean => CROPS.some(({ yields }) => (yields?.[categoryId] ?? 1) > 1);

/** What a season of that size gives at the most. */
export const mostOf = (crop: string, size: number, unit: TraceUnit): number =>
  size * (unit === 'piece' ? PIECES_MOST : (cropOf(crop)?.most ?? MOST_OF_UNKNOWN));
