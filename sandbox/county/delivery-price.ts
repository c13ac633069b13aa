import { carriers, coldCarrier, expressCarrier } from './carriers.ts';
import type { CarrierFact, RateFact } from './party-types.ts';
import type { StorageCondition } from './product-types.ts';

/** The carrier that takes goods of a storage condition. */
export const carrierFor = (condition: StorageCondition): CarrierFact =>
  condition === 'ambient' ? expressCarrier : coldCarrier;

/** The rate for a division: the longest matching prefix wins; null when the carrier does not go there. */
export function rateFor(carrierKey: string, condition: StorageCondition, divisionCode: string): RateFact | null {
  const carrier = carriers.find((one) => one.key === carrierKey);
  let best: RateFact | null = null;
  let bestLength = 0;
  for (const rate of carrier?.rates ?? []) {
    if (!rate.storage.includes(condition)) continue;
    for (const prefix of rate.divisionPrefixes) {
      if (prefix.length > bestLength && divisionCode.startsWith(prefix)) [best, bestLength] = [rate, prefix.length];
    }
  }
  return best;
}

/** The first weight, then every begun step. Integer fen. */
export const deliveryFen = (rate: RateFact, grams: number): number =>
  rate.firstFen + Math.max(0, Math.ceil((grams - rate.firstGrams) / rate.stepGrams)) * rate.stepFen;
