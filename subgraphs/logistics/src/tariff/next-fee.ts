import { fromJson } from '@heitu/kit/rules/typed-json';
import { RISES_PUBLIC, type Storage } from '@heitu/standard';
import { longestMatch } from '../area/division.policy.ts';
import { feeOf } from '../area/offer.policy.ts';
import type { LogisticsContext } from '../context.ts';

/** A fee for so much, to there. */
export interface FeeAsked {
  carrierPartyId: string;
  storage: Storage;
  divisionCode: string;
  weightGrams: number;
  feeFen: number;
}
interface NextFee {
  nextFeeFen: number;
  nextFromMs: number;
}

/** What the same carrier will take from when on, where it has announced so for the rate that decides there. */
export async function nextFees(context: LogisticsContext, asked: readonly FeeAsked[]): Promise<(NextFee | null)[]> {
  const coming = await context.rows
    .selectFrom('TariffChange')
    .select(['carrierPartyId', 'storage', 'rateId', 'after', 'bindsAtMs'])
    .where('carrierPartyId', 'in', [...new Set(asked.map(({ carrierPartyId }) => carrierPartyId))])
    .where('openFor', 'is not', null)
    .where('state', 'in', RISES_PUBLIC)
    .execute();
  if (coming.length === 0) return asked.map(() => null);
  const rates = await context.rows
    .selectFrom('Rate')
    .select(['id', 'carrierPartyId', 'storage', 'divisionCode'])
    .where('carrierPartyId', 'in', [...new Set(coming.map(({ carrierPartyId }) => carrierPartyId))])
    .execute();
  return asked.map(({ carrierPartyId, storage, divisionCode, weightGrams, feeFen }) => {
    const own = rates.filter((rate) => rate.carrierPartyId === carrierPartyId && rate.storage === storage);
    const decides = longestMatch(own, divisionCode);
    const change = decides && coming.find(({ rateId }) => rateId === decides.id);
    const price = change ? fromJson(change.after).price : undefined;
    const nextFeeFen = price ? feeOf(price, weightGrams) : 0;
    return change && nextFeeFen > feeFen ? { nextFeeFen, nextFromMs: change.bindsAtMs } : null;
  });
}
