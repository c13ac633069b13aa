import { chinaDate, endOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { allowableShortage } from '@heitu/standard';

/** Weighed until the end of the day after signing; no clause says so. */
export const WEIGH_DAYS = 1;
export const weighUntilMs = (deliveredAtMs: number): number =>
  endOfChinaDate(chinaDate(deliveredAtMs)) + WEIGH_DAYS * DAY_MS;

/** The scales with the goods on them. */
export const WEIGH_PHOTO = 'weigh-photo';
export const WEIGH_PHOTOS_MAX = 4;

export interface Weighed {
  /** What one unit's label says it holds. */
  netGrams: number;
  units: number;
  weighedGrams: number;
  unitFen: number;
}
export interface Verdict {
  statedGrams: number;
  /** So much may be missing of all of them (7.3.4.b). */
  allowedGrams: number;
  missingGrams: number;
  isShort: boolean;
  /** The missing part by the price that was charged, to the fen: all of it, not only what is beyond what is allowed. */
  owedFen: number;
}
/** Null where the rules on pre-packed goods say nothing of such a pack. */
export function judgeWeight({ netGrams, units, weighedGrams, unitFen }: Weighed): Verdict | null {
  const allowedOfOne = allowableShortage(netGrams);
  if (allowedOfOne === null) return null;
  const statedGrams = netGrams * units;
  const allowedGrams = Math.round(allowedOfOne * units * 10) / 10;
  const missingGrams = Math.max(statedGrams - weighedGrams, 0);
  const owedFen = Math.round((unitFen * units * missingGrams) / statedGrams);
  return { statedGrams, allowedGrams, missingGrams, isShort: missingGrams > allowedGrams, owedFen };
}
